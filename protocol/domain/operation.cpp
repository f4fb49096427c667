#include "protocol/domain/operation.hpp"

namespace refinery {

OperationBody::OperationBody() = default;
OperationBody::OperationBody(OperationBody const&) = default;
OperationBody::OperationBody(OperationBody&&) noexcept = default;
OperationBody& OperationBody::operator=(OperationBody const&) = default;
OperationBody& OperationBody::operator=(OperationBody&&) noexcept = default;
OperationBody::~OperationBody() = default;

}  // namespace refinery
