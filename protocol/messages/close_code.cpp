#include "protocol/messages/server_message.hpp"

namespace refinery::messages {

std::uint16_t close_code(ByeCode code) {
    switch (code) {
        case ByeCode::left: return 1000;
        case ByeCode::drain: return 4000;
        case ByeCode::silent: return 4001;
        case ByeCode::slow: return 4002;
        case ByeCode::busy:
        case ByeCode::read_only: return 4003;
        case ByeCode::moved: return 4005;
        case ByeCode::bad_request:
        case ByeCode::bad_key:
        case ByeCode::passcode: return 4500;
        case ByeCode::removed: return 4501;
        case ByeCode::locked: return 4502;
        case ByeCode::protocol: return 4503;
        case ByeCode::replaced: return 4504;
        case ByeCode::unsupported: return 4505;
        case ByeCode::not_found: return 4506;
    }
    return 4503;
}

}  // namespace refinery::messages
