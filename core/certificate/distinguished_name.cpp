#include "certificate/distinguished_name.h"

#include <algorithm>

namespace duodoctor
{

namespace
{

constexpr std::uint8_t kUtf8 = 0x0C;
constexpr std::uint8_t kNumeric = 0x12;
constexpr std::uint8_t kPrintable = 0x13;
constexpr std::uint8_t kTeletex = 0x14;
constexpr std::uint8_t kIa5 = 0x16;
constexpr std::uint8_t kVisible = 0x1A;
constexpr std::uint8_t kUniversal = 0x1C;
constexpr std::uint8_t kBmp = 0x1E;

void appendUtf8(std::string &out, std::uint32_t code)
{
    const auto byte = [&out](std::uint32_t value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
    if (code < 0x80) {
        byte(code);
    } else if (code < 0x800) {
        byte(0xC0U | (code >> 6U));
        byte(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        byte(0xE0U | (code >> 12U));
        byte(0x80U | ((code >> 6U) & 0x3FU));
        byte(0x80U | (code & 0x3FU));
    } else if (code < 0x110000) {
        byte(0xF0U | (code >> 18U));
        byte(0x80U | ((code >> 12U) & 0x3FU));
        byte(0x80U | ((code >> 6U) & 0x3FU));
        byte(0x80U | (code & 0x3FU));
    }
}

/// Any of ASN.1's string types as UTF-8; nothing for a value that is no string.
std::optional<std::string> stringFrom(const DerItem &value)
{
    std::string text;
    const ByteView in = value.content;
    switch (value.tag) {
    case kUtf8:
    case kNumeric:
    case kPrintable:
    case kIa5:
    case kVisible:
        return std::string{textOf(in)};
    case kTeletex: // in practice Latin-1
        for (const std::uint8_t byte : in) {
            appendUtf8(text, byte);
        }
        return text;
    case kBmp:
        for (size_t i = 0; i + 1 < in.size(); i += 2) {
            appendUtf8(text, static_cast<std::uint32_t>(in[i] << 8U) | in[i + 1]);
        }
        return text;
    case kUniversal:
        for (size_t i = 0; i + 3 < in.size(); i += 4) {
            appendUtf8(text, (static_cast<std::uint32_t>(in[i]) << 24U) |
                                 (static_cast<std::uint32_t>(in[i + 1]) << 16U) |
                                 (static_cast<std::uint32_t>(in[i + 2]) << 8U) | in[i + 3]);
        }
        return text;
    default:
        return std::nullopt;
    }
}

std::string folded(std::string_view text)
{
    std::string out;
    bool pendingSpace = false;
    for (const char c : text) {
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            pendingSpace = !out.empty();
            continue;
        }
        if (pendingSpace) {
            out += ' ';
            pendingSpace = false;
        }
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

std::string piece(std::string_view content)
{
    return std::to_string(content.size()) + ':' + std::string{content};
}

std::string printable(std::string_view text)
{
    std::string out{text.substr(0, 200)};
    std::replace_if(
        out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, '?');
    return out;
}

std::string_view shortName(std::string_view oid)
{
    if (oid == "2.5.4.3") {
        return "CN";
    }
    if (oid == "2.5.4.6") {
        return "C";
    }
    if (oid == "2.5.4.7") {
        return "L";
    }
    if (oid == "2.5.4.8") {
        return "ST";
    }
    if (oid == "2.5.4.10") {
        return "O";
    }
    if (oid == "2.5.4.11") {
        return "OU";
    }
    if (oid == "2.5.4.5") {
        return "serialNumber";
    }
    if (oid == "1.2.840.113549.1.9.1") {
        return "emailAddress";
    }
    if (oid == "0.9.2342.19200300.100.1.25") {
        return "DC";
    }
    return oid;
}

/// Walks the attributes; `visit` gets the OID's content, the value, and whether it is the first of its RDN.
template <typename Visit, typename EndRdn>
bool walkName(ByteView der, Visit visit, EndRdn endRdn)
{
    DerReader outer{der};
    const auto name = outer.next(der::kSequence);
    if (!name || !outer.atEnd()) {
        return false;
    }
    DerReader rdns{name->content};
    while (!rdns.atEnd()) {
        const auto rdn = rdns.next(der::kSet);
        if (!rdn) {
            return false;
        }
        DerReader attributes{rdn->content};
        while (!attributes.atEnd()) {
            const auto attribute = attributes.next(der::kSequence);
            if (!attribute) {
                return false;
            }
            DerReader parts{attribute->content};
            const auto oid = parts.next(der::kObjectId);
            const auto value = parts.next();
            if (!oid || !value || !parts.atEnd()) {
                return false;
            }
            visit(oid->content, *value);
        }
        endRdn();
    }
    return true;
}

/// Collects the canonical form attribute by attribute.
class Canonicalizer
{
public:
    void add(ByteView oid, const DerItem &value, const std::optional<std::string> &text)
    {
        m_rdn.push_back(piece(textOf(oid)) + (text ? piece(folded(*text)) : piece(textOf(value.whole))));
    }
    void endRdn()
    {
        std::sort(m_rdn.begin(), m_rdn.end());
        std::string joined;
        for (const std::string &attribute : m_rdn) {
            joined += attribute;
        }
        m_result += piece(joined);
        m_rdn.clear();
    }
    std::string takeResult() { return std::move(m_result); }

private:
    std::vector<std::string> m_rdn;
    std::string m_result;
};

} // namespace

std::optional<DistinguishedName> parseName(ByteView der)
{
    DistinguishedName name;
    Canonicalizer canonicalizer;
    const bool ok = walkName(
        der,
        [&](ByteView oid, const DerItem &value) {
            const std::optional<std::string> text = stringFrom(value);
            canonicalizer.add(oid, value, text);
            const std::string oidText = objectIdText(oid);
            const std::string_view key = shortName(oidText);
            if (text && key == "CN") {
                name.commonName = *text;
            } else if (text && key == "O" && name.organization.empty()) {
                name.organization = *text;
            } else if (text && key == "emailAddress") {
                name.emails.push_back(*text);
            }
            if (name.text.size() < 500) {
                name.text += (name.text.empty() ? "" : ", ") + std::string{key} + '=' + printable(text.value_or("?"));
            }
        },
        [&] { canonicalizer.endRdn(); });
    if (!ok) {
        return std::nullopt;
    }
    name.canonical = canonicalizer.takeResult();
    return name;
}

std::string canonicalName(ByteView der)
{
    Canonicalizer canonicalizer;
    const bool ok = walkName(
        der, [&](ByteView oid, const DerItem &value) { canonicalizer.add(oid, value, stringFrom(value)); },
        [&] { canonicalizer.endRdn(); });
    return ok ? canonicalizer.takeResult() : std::string{};
}

} // namespace duodoctor
