#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace duodoctor
{

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

inline std::string_view textOf(ByteView bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}
inline ByteView bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t *>(text.data()), text.size()};
}

namespace der
{
inline constexpr std::uint8_t kBoolean = 0x01;
inline constexpr std::uint8_t kInteger = 0x02;
inline constexpr std::uint8_t kBitString = 0x03;
inline constexpr std::uint8_t kOctetString = 0x04;
inline constexpr std::uint8_t kObjectId = 0x06;
inline constexpr std::uint8_t kUtcTime = 0x17;
inline constexpr std::uint8_t kGeneralizedTime = 0x18;
inline constexpr std::uint8_t kSequence = 0x30;
inline constexpr std::uint8_t kSet = 0x31;
/// Context tag [n], primitive or constructed.
constexpr std::uint8_t context(unsigned number, bool constructed)
{
    return static_cast<std::uint8_t>(0x80U | (constructed ? 0x20U : 0U) | number);
}
} // namespace der

/// One element: its tag, its content, and the whole of it with the header.
struct DerItem {
    std::uint8_t tag = 0;
    ByteView content;
    ByteView whole;
};

/// Walks the elements of a DER value without copying. Never reads outside of `bytes`; lengths are definite, in the
/// shortest form, and tags have one byte, which is all that certificates use.
/// The views it hands out live as long as the bytes.
class DerReader
{
public:
    explicit DerReader(ByteView bytes)
        : m_rest(bytes)
    {
    }

    bool atEnd() const { return m_rest.empty(); }
    /// The tag of the next element, 0 at the end.
    std::uint8_t peekTag() const { return m_rest.empty() ? std::uint8_t{0} : m_rest.front(); }
    /// The next element, or nothing when the bytes are not DER.
    std::optional<DerItem> next();
    /// The next element if it has that tag; otherwise nothing, and the reader stays where it is.
    std::optional<DerItem> next(std::uint8_t tag);

private:
    ByteView m_rest;
};

/// Value of a DER INTEGER's content that fits 63 bits; nothing otherwise.
std::optional<std::int64_t> integerFrom(ByteView content);
/// Dotted form of an OBJECT IDENTIFIER's content; empty when malformed.
std::string objectIdText(ByteView content);

} // namespace duodoctor
