#pragma once

#include <string>

namespace refinery::app {

/// `text` as a QR code for a terminal, two rows of it in each line (half blocks), with the light
/// margin that readers need. Drawn light on dark whatever the terminal's colours. Empty where the
/// text is too long for one.
std::string qr_code(std::string const& text);

}  // namespace refinery::app
