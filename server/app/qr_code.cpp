#include "server/app/qr_code.hpp"

#include <memory>
#include <qrencode.h>

namespace refinery::app {

namespace {

constexpr int margin = 2;
constexpr char const* light_on_dark = "\x1b[97;40m";
constexpr char const* plain = "\x1b[0m";

}  // namespace

std::string qr_code(std::string const& text) {
    std::unique_ptr<QRcode, void (*)(QRcode*)> const code(
        QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_L), QRcode_free);
    if (!code) return {};
    int const width = code->width;
    auto const is_light = [&](int x, int y) {
        if (x < 0 || y < 0 || x >= width || y >= width) return true;
        return (code->data[y * width + x] & 1) == 0;
    };
    std::string drawing;
    for (int y = -margin; y < width + margin; y += 2) {
        drawing += light_on_dark;
        for (int x = -margin; x < width + margin; ++x) {
            bool const upper = is_light(x, y);
            bool const lower = y + 1 < width + margin && is_light(x, y + 1);
            drawing += upper ? (lower ? "█" : "▀") : (lower ? "▄" : " ");
        }
        drawing += plain;
        drawing += '\n';
    }
    return drawing;
}

}  // namespace refinery::app
