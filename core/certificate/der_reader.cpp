#include "certificate/der_reader.h"

namespace duodoctor
{

std::optional<DerItem> DerReader::next()
{
    if (m_rest.size() < 2 || (m_rest[0] & 0x1FU) == 0x1FU) {
        return std::nullopt;
    }
    size_t header = 2;
    size_t length = m_rest[1];
    if (length & 0x80U) {
        const size_t lengthBytes = length & 0x7FU;
        if (lengthBytes == 0 || lengthBytes > 4 || m_rest.size() < 2 + lengthBytes || m_rest[2] == 0) {
            return std::nullopt;
        }
        length = 0;
        for (size_t i = 0; i < lengthBytes; ++i) {
            length = (length << 8U) | m_rest[2 + i];
        }
        if (length < 0x80U) {
            return std::nullopt;
        }
        header += lengthBytes;
    }
    if (m_rest.size() - header < length) {
        return std::nullopt;
    }
    const DerItem item{m_rest[0], m_rest.subspan(header, length), m_rest.first(header + length)};
    m_rest = m_rest.subspan(header + length);
    return item;
}

std::optional<DerItem> DerReader::next(std::uint8_t tag)
{
    if (peekTag() != tag) {
        return std::nullopt;
    }
    return next();
}

std::optional<std::int64_t> integerFrom(ByteView content)
{
    if (content.empty() || content.size() > 8) {
        return std::nullopt;
    }
    std::int64_t value = (content[0] & 0x80U) ? -1 : 0;
    for (const std::uint8_t byte : content) {
        value = static_cast<std::int64_t>((static_cast<std::uint64_t>(value) << 8U) | byte);
    }
    return value;
}

std::string objectIdText(ByteView content)
{
    std::string text;
    std::uint64_t part = 0;
    bool first = true;
    if (content.empty() || (content.back() & 0x80U) || content.size() > 64) {
        return {};
    }
    for (const std::uint8_t byte : content) {
        if (part > (UINT64_MAX >> 8U)) {
            return {};
        }
        part = (part << 7U) | (byte & 0x7FU);
        if (byte & 0x80U) {
            continue;
        }
        if (first) {
            const std::uint64_t root = part < 40 ? 0 : part < 80 ? 1 : 2;
            text = std::to_string(root) + '.' + std::to_string(part - root * 40);
            first = false;
        } else {
            text += '.' + std::to_string(part);
        }
        part = 0;
    }
    return text;
}

} // namespace duodoctor
