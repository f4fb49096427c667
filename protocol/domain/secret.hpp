#pragma once

#include <iosfwd>
#include <utility>

namespace refinery {

class SecretOpener;

/// A value that nobody may see yet. It can be moved and copied inside the server, but
/// it has no serialiser and no stream operator: the only ways out are the functions that hold a
/// `SecretOpener`, which are the choices' view (PROTOCOL.md SEC-1) and the sealed store codec
/// (SEC-4).
template <class T>
class Secret {
public:
    explicit Secret(T value) : value_(std::move(value)) {}

    friend std::ostream& operator<<(std::ostream&, Secret const&) = delete;

private:
    friend class SecretOpener;
    T value_;
};

/// The right to look into a `Secret`. Its constructor is private: whoever needs it must be named
/// here, where a reviewer sees it.
class SecretOpener {
    template <class T>
    T const& open(Secret<T> const& secret) const {
        return secret.value_;
    }
    SecretOpener() = default;

    /// protocol/domain/choices.cpp: reveals, and shows people their own choices.
    friend struct SecretView;
    /// protocol/codec/sealed.cpp: seals for the store.
    friend struct SealedCodec;
};

}  // namespace refinery
