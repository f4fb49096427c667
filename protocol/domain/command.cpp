#include "protocol/domain/command.hpp"

namespace refinery {

CommandBody::CommandBody() = default;
CommandBody::CommandBody(CommandBody const&) = default;
CommandBody::CommandBody(CommandBody&&) noexcept = default;
CommandBody& CommandBody::operator=(CommandBody const&) = default;
CommandBody& CommandBody::operator=(CommandBody&&) noexcept = default;
CommandBody::~CommandBody() = default;

}  // namespace refinery
