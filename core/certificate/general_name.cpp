#include "certificate/general_name.h"

#include "certificate/distinguished_name.h"

#include <algorithm>

namespace duodoctor
{

namespace
{

constexpr std::uint8_t kContextClass = 0x80;
constexpr std::uint8_t kClassMask = 0xC0;
constexpr std::uint8_t kNumberMask = 0x1F;

/// Address and mask, 8 or 32 octets, the mask a run of ones followed by zeros.
bool isAddressRange(std::string_view value)
{
    if (value.size() != 8 && value.size() != 32) {
        return false;
    }
    bool ended = false;
    for (const char c : value.substr(value.size() / 2)) {
        for (unsigned bit = 0x80; bit != 0; bit >>= 1U) {
            const bool set = (static_cast<unsigned char>(c) & bit) != 0;
            if (set && ended) {
                return false;
            }
            ended = ended || !set;
        }
    }
    return true;
}

std::optional<std::vector<GeneralName>> parseSubtrees(ByteView content)
{
    std::vector<GeneralName> subtrees;
    DerReader reader{content};
    while (!reader.atEnd()) {
        const auto subtree = reader.next(der::kSequence);
        if (!subtree) {
            return std::nullopt;
        }
        DerReader parts{subtree->content};
        const auto base = parts.next();
        if (!base) {
            return std::nullopt;
        }
        auto name = parseGeneralName(*base);
        if (!name || (name->kind == GeneralNameKind::Ip && !isAddressRange(name->value))) {
            return std::nullopt;
        }
        if (const auto minimum = parts.next(der::context(0, false)); minimum && integerFrom(minimum->content) != 0) {
            return std::nullopt;
        }
        if (!parts.atEnd()) { // a maximum: never allowed by the profile
            return std::nullopt;
        }
        subtrees.push_back(std::move(*name));
    }
    if (subtrees.empty()) {
        return std::nullopt;
    }
    return subtrees;
}

} // namespace

std::optional<GeneralName> parseGeneralName(const DerItem &item)
{
    if ((item.tag & kClassMask) != kContextClass || (item.tag & kNumberMask) > 8) {
        return std::nullopt;
    }
    GeneralName name;
    name.kind = static_cast<GeneralNameKind>(item.tag & kNumberMask);
    switch (name.kind) {
    case GeneralNameKind::Directory: {
        const auto parsed = parseName(item.content);
        if (!parsed) {
            return std::nullopt;
        }
        name.value = parsed->canonical;
        break;
    }
    case GeneralNameKind::Email:
    case GeneralNameKind::Dns:
    case GeneralNameKind::Uri:
        name.value = std::string{textOf(item.content)};
        if (name.value.find('\0') != std::string::npos) {
            return std::nullopt;
        }
        break;
    default:
        name.value = std::string{textOf(item.content)};
        break;
    }
    return name;
}

std::optional<std::vector<GeneralName>> parseGeneralNames(ByteView der)
{
    DerReader outer{der};
    const auto sequence = outer.next(der::kSequence);
    if (!sequence || !outer.atEnd() || sequence->content.empty()) {
        return std::nullopt;
    }
    std::vector<GeneralName> names;
    DerReader reader{sequence->content};
    while (!reader.atEnd()) {
        const auto item = reader.next();
        auto name = item ? parseGeneralName(*item) : std::nullopt;
        if (!name) {
            return std::nullopt;
        }
        if (name->kind == GeneralNameKind::Ip && name->value.size() != 4 && name->value.size() != 16) {
            return std::nullopt;
        }
        names.push_back(std::move(*name));
    }
    return names;
}

std::optional<NameConstraints> parseNameConstraints(ByteView der)
{
    DerReader outer{der};
    const auto sequence = outer.next(der::kSequence);
    if (!sequence || !outer.atEnd()) {
        return std::nullopt;
    }
    NameConstraints constraints;
    DerReader reader{sequence->content};
    if (const auto permitted = reader.next(der::context(0, true))) {
        auto subtrees = parseSubtrees(permitted->content);
        if (!subtrees) {
            return std::nullopt;
        }
        constraints.permitted = std::move(*subtrees);
    }
    if (const auto excluded = reader.next(der::context(1, true))) {
        auto subtrees = parseSubtrees(excluded->content);
        if (!subtrees) {
            return std::nullopt;
        }
        constraints.excluded = std::move(*subtrees);
    }
    if (!reader.atEnd()) {
        return std::nullopt;
    }
    return constraints;
}

} // namespace duodoctor
