#include "certificate/pem_file.h"

#include "certificate/certificate.h"
#include "certificate/file_format.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace duodoctor
{

namespace
{

constexpr size_t kMaxBytes = 8 * 1024 * 1024;
constexpr size_t kMaxCertificates = 1000;
constexpr std::string_view kBegin = "-----BEGIN ";
constexpr std::string_view kEnd = "-----END ";
constexpr std::string_view kDashes = "-----";

constexpr std::array<std::int8_t, 256> makeDecodeTable()
{
    std::array<std::int8_t, 256> table{};
    table.fill(-1);
    constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < kAlphabet.size(); ++i) {
        table[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::int8_t>(i);
    }
    return table;
}

/// Base64 fed line by line; padding only at the end.
class Base64Decoder
{
public:
    bool feed(std::string_view line)
    {
        static constexpr auto kTable = makeDecodeTable();
        for (const char c : line) {
            if (c == ' ' || c == '\t' || c == '\r') {
                continue;
            }
            if (c == '=') {
                ++m_padding;
                continue;
            }
            const std::int8_t value = kTable[static_cast<unsigned char>(c)];
            if (value < 0 || m_padding > 0) {
                return false;
            }
            m_bits = (m_bits << 6U) | static_cast<unsigned>(value);
            if (++m_count == 4) {
                m_bytes.push_back(static_cast<std::uint8_t>(m_bits >> 16U));
                m_bytes.push_back(static_cast<std::uint8_t>(m_bits >> 8U));
                m_bytes.push_back(static_cast<std::uint8_t>(m_bits));
                m_bits = 0;
                m_count = 0;
            }
        }
        return true;
    }

    std::optional<Bytes> finish()
    {
        if (m_count == 0 && m_padding == 0) {
            return std::move(m_bytes);
        }
        if (m_count < 2 || m_count + m_padding != 4) {
            return std::nullopt;
        }
        m_bits <<= 6U * (4 - m_count);
        m_bytes.push_back(static_cast<std::uint8_t>(m_bits >> 16U));
        if (m_count == 3) {
            m_bytes.push_back(static_cast<std::uint8_t>(m_bits >> 8U));
        }
        return std::move(m_bytes);
    }

private:
    Bytes m_bytes;
    unsigned m_bits = 0;
    unsigned m_count = 0;
    unsigned m_padding = 0;
};

std::string_view trimmedEnd(std::string_view line)
{
    while (!line.empty() && static_cast<unsigned char>(line.back()) <= ' ') {
        line.remove_suffix(1);
    }
    return line;
}

class PemReader
{
public:
    PemFile read(std::string_view text)
    {
        for (size_t start = 0; start < text.size() && m_file.certificates.size() < kMaxCertificates;) {
            const size_t end = std::min(text.find('\n', start), text.size());
            ++m_line;
            readLine(trimmedEnd(text.substr(start, end - start)));
            start = end + 1;
        }
        if (m_inBlock) {
            unreadable("a block has no END line");
        }
        return std::move(m_file);
    }

    bool sawBlock() const { return m_sawBlock; }

private:
    void readLine(std::string_view line)
    {
        if (m_inBlock) {
            readInside(line);
        } else if (line.starts_with(kBegin) && line.ends_with(kDashes) &&
                   line.size() > kBegin.size() + kDashes.size() &&
                   line.find(kDashes, kBegin.size()) == line.size() - kDashes.size()) {
            m_label = std::string{line.substr(kBegin.size(), line.size() - kBegin.size() - kDashes.size())};
            m_inBlock = true;
            m_sawBlock = true;
            m_broken = false;
            m_decoder = Base64Decoder{};
        } else if (line.find("BEGIN ") != std::string_view::npos && line.find("--") != std::string_view::npos) {
            m_sawBlock = true;
            unreadable("a BEGIN line is not on a line of its own");
        }
    }

    void readInside(std::string_view line)
    {
        if (line.starts_with(kEnd)) {
            m_inBlock = false;
            const std::string expected = std::string{kEnd} + m_label + std::string{kDashes};
            if (line != expected) {
                unreadable("an END line does not fit its BEGIN line");
                return;
            }
            endBlock();
        } else if (line.find("-----") != std::string_view::npos) {
            m_inBlock = false;
            unreadable("a block has no END line");
            readLine(line);
        } else if (!m_broken && !m_decoder.feed(line) && !isSecret()) {
            m_broken = true;
            unreadable("characters that are not base64");
        }
    }

    bool isSecret() const { return m_label.ends_with("PRIVATE KEY"); }

    void endBlock()
    {
        if (isSecret()) {
            note(PemProblem::ContainsPrivateKey, ClientSet::none(), m_label);
            return;
        }
        if (m_broken) {
            return;
        }
        const bool isTrusted = m_label == "TRUSTED CERTIFICATE";
        if (m_label == "CERTIFICATE" || m_label == "X509 CERTIFICATE" || isTrusted) {
            auto der = m_decoder.finish();
            if (der && isTrusted) { // the certificate, then OpenSSL's own settings
                DerReader reader{*der};
                const auto certificate = reader.next(der::kSequence);
                der->resize(certificate ? certificate->whole.size() : 0);
            }
            if (!der || !certificateNames(*der)) {
                unreadable("a block holds no certificate");
                return;
            }
            if (m_label != "CERTIFICATE") {
                note(PemProblem::WrongFormat, ClientKind::Go, m_label);
            }
            m_file.certificates.push_back(std::move(*der));
        } else if (m_label.ends_with("CERTIFICATE REQUEST") || m_label == "PKCS7" || m_label == "CMS") {
            note(PemProblem::WrongFormat, ClientSet::none(), m_label);
        }
    }

    void unreadable(std::string_view what)
    {
        note(PemProblem::Unreadable, ClientSet::all(), std::string{what} + " (line " + std::to_string(m_line) + ')');
    }

    /// The first issue of a kind is enough.
    void note(PemProblem problem, ClientSet refusedBy, std::string detail)
    {
        const auto known = std::find_if(m_file.issues.begin(), m_file.issues.end(),
                                        [problem](const PemIssue &issue) { return issue.problem == problem; });
        if (known == m_file.issues.end()) {
            m_file.issues.push_back({problem, refusedBy, std::move(detail)});
        }
    }

    PemFile m_file;
    Base64Decoder m_decoder;
    std::string m_label;
    size_t m_line = 0;
    bool m_inBlock = false;
    bool m_sawBlock = false;
    bool m_broken = false;
};

} // namespace

bool PemFile::isUsable() const
{
    return std::none_of(issues.begin(), issues.end(),
                        [](const PemIssue &issue) { return issue.refusedBy.contains(ClientSet::judge()); });
}

PemFile readPemFile(ByteView bytes)
{
    std::string_view text = textOf(bytes.first(std::min(bytes.size(), kMaxBytes)));
    const bool hasMark = text.starts_with("\xEF\xBB\xBF");
    if (hasMark) {
        text.remove_prefix(3);
    }
    PemReader reader;
    PemFile file = reader.read(text);
    if (!reader.sawBlock()) {
        describeForeignFile(bytesOf(text), file);
    } else if (file.certificates.empty() && file.isUsable()) {
        // Blocks, but none of certificates: a request, a key, a PKCS#7.
        const auto wrong = std::find_if(file.issues.begin(), file.issues.end(),
                                        [](const PemIssue &issue) { return issue.problem == PemProblem::WrongFormat; });
        if (wrong != file.issues.end()) {
            wrong->refusedBy = ClientSet::all();
        } else {
            file.issues.push_back({PemProblem::Empty, ClientSet::all(), {}});
        }
    }
    if (hasMark && !file.certificates.empty()) {
        file.issues.push_back({PemProblem::ByteOrderMark, ClientKind::Go, {}});
    }
    std::stable_sort(file.issues.begin(), file.issues.end(),
                     [](const PemIssue &a, const PemIssue &b) { return a.problem < b.problem; });
    return file;
}

} // namespace duodoctor
