#include "certificate/file_format.h"

#include "certificate/certificate.h"

#include <algorithm>
#include <string_view>

namespace duodoctor
{

namespace
{

/// Text of UTF-16 without surrogates, in either order of octets, is every other octet zero.
bool isUtf16(std::string_view bytes)
{
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        return true;
    }
    if (bytes.size() < 16 || bytes.size() % 2 != 0) {
        return false;
    }
    const std::string_view head = bytes.substr(0, 64);
    size_t zeros = 0;
    for (size_t i = 0; i < head.size(); ++i) {
        zeros += head[i] == '\0' ? 1 : 0;
    }
    return zeros * 2 >= head.size() - 2;
}

bool hasOnlyCommentsAndBlanks(std::string_view text)
{
    while (!text.empty()) {
        const size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        const size_t first = line.find_first_not_of(" \t\r");
        if (first != std::string_view::npos && line[first] != '#') {
            return false;
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return true;
}

/// The name of a binary format that begins like this, empty when it is none.
std::string_view binaryFormat(ByteView bytes, bool &isSecret)
{
    const std::string_view text = textOf(bytes);
    if (text.starts_with("\xFE\xED\xFE\xED") || text.starts_with("\xCE\xCE\xCE\xCE")) {
        isSecret = true;
        return "Java key store";
    }
    if (text.size() < 4 || static_cast<unsigned char>(text[0]) != der::kSequence) {
        return {};
    }
    if (certificateNames(bytes)) {
        return "DER";
    }
    constexpr std::string_view kSignedData{"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02", 11};
    if (text.substr(0, 24).find(kSignedData) != std::string_view::npos) {
        return "PKCS#7";
    }
    DerReader outer{bytes};
    const auto item = outer.next(der::kSequence);
    if (!item) {
        constexpr std::string_view kVersion3{"\x02\x01\x03\x30", 4};
        return text.substr(0, 12).find(kVersion3) != std::string_view::npos ? "PKCS#12" : std::string_view{};
    }
    DerReader inner{item->content};
    if (const auto version = inner.next(der::kInteger)) {
        const auto number = integerFrom(version->content);
        if (number == 3 && inner.peekTag() == der::kSequence) {
            return "PKCS#12";
        }
        isSecret = number && (*number == 0 || *number == 1);
        return isSecret ? "DER private key" : std::string_view{};
    }
    if (const auto body = inner.next(der::kSequence)) {
        DerReader request{body->content};
        const bool isRequest = request.next(der::kInteger) && request.next(der::kSequence) &&
                               request.next(der::kSequence) && request.peekTag() == der::context(0, true);
        return isRequest ? "certificate request" : "DER";
    }
    return {};
}

} // namespace

void describeForeignFile(ByteView bytes, PemFile &file)
{
    const std::string_view text = textOf(bytes);
    bool isSecret = false;
    const auto add = [&file](PemProblem problem, std::string_view detail) {
        file.issues.push_back({problem, ClientSet::all(), std::string{detail}});
    };
    if (isUtf16(text)) {
        add(PemProblem::WrongFormat, "UTF-16");
    } else if (const std::string_view format = binaryFormat(bytes, isSecret); !format.empty()) {
        if (isSecret) {
            file.issues.push_back({PemProblem::ContainsPrivateKey, ClientSet::none(), std::string{format}});
        }
        add(PemProblem::WrongFormat, format);
    } else if (hasOnlyCommentsAndBlanks(text)) {
        add(PemProblem::Empty, {});
    } else {
        add(PemProblem::Unreadable, "no PEM block in it");
    }
}

} // namespace duodoctor
