#include "lint/text_lint.h"

#include "evidence/redactor.h"
#include "judge/finding_ids.h"

#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr qsizetype kLongestPlaceholder = 60;

/// Elements of pages that a server's configuration may hold.
bool isMarkup(QStringView name)
{
    static constexpr std::array kTags{"html"_L1, "head"_L1, "body"_L1, "title"_L1, "h1"_L1, "h2"_L1,
                                      "p"_L1,    "br"_L1,   "div"_L1,  "span"_L1,  "a"_L1,  "b"_L1,
                                      "i"_L1,    "pre"_L1,  "code"_L1, "center"_L1};
    return std::ranges::any_of(kTags, [name](QLatin1StringView tag) { return name == tag; });
}

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'.' || c == u' ' || c == u'/' || c == u':';
}

/// `<name>` at `at`. @return its length, 0 for none.
qsizetype angledLength(QStringView line, qsizetype at)
{
    const bool isOpening = at + 1 < line.size() && line[at + 1].isLetter() && (at == 0 || line[at - 1] != u'<');
    if (!isOpening) {
        return 0;
    }
    qsizetype end = at + 1;
    while (end < line.size() && isWordCharacter(line[end]) && end - at < kLongestPlaceholder) {
        ++end;
    }
    const bool isClosed = end < line.size() && line[end] == u'>' && line[end - 1] != u' ';
    return isClosed && !isMarkup(line.sliced(at + 1, end - at - 1)) ? end - at + 1 : 0;
}

bool startsWord(QStringView line, qsizetype at)
{
    return at == 0 || !(line[at - 1].isLetterOrNumber());
}

/// Words that nobody means as they stand. @return the length of the one at `at`, 0 for none.
qsizetype fillInLength(QStringView line, qsizetype at)
{
    static constexpr std::array kWords{
        "changeme"_L1,        "change_me"_L1,     "change-me"_L1,     "replaceme"_L1,    "replace_me"_L1,
        "replace-me"_L1,      "yourdomain"_L1,    "yourcompany"_L1,   "your-domain"_L1,  "your_domain"_L1,
        "your-gitlab"_L1,     "your_gitlab"_L1,   "your-company"_L1,  "your_api_key"_L1, "your-api-key"_L1,
        "your_key"_L1,        "your-instance"_L1, "your_instance"_L1, "your-aigw"_L1,    "your-ai-gateway"_L1,
        "your_ai_gateway"_L1, "your-model"_L1,    "your_model"_L1,    "your-server"_L1,  "your-host"_L1,
        "your_host"_L1,       "your-token"_L1,    "your_token"_L1,    "path/to/"_L1,     "vx.y"_L1,
        "fill_me"_L1,         "fill-me"_L1};
    if (!startsWord(line, at)) {
        return 0;
    }
    const QStringView rest = line.sliced(at, std::min<qsizetype>(line.size() - at, 20));
    for (const QLatin1StringView word : kWords) {
        if (rest.startsWith(word, Qt::CaseInsensitive)) {
            return word.size();
        }
    }
    return 0;
}

bool isTypographicQuote(QChar c)
{
    return c == QChar(0x201C) || c == QChar(0x201D) || c == QChar(0x2018) || c == QChar(0x2019);
}

/// Where a `#` comment begins; the line's size when there is none.
qsizetype commentStart(QStringView line)
{
    QChar quote;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line[i];
        if (!quote.isNull()) {
            quote = c == quote ? QChar() : quote;
        } else if (c == u'"' || c == u'\'') {
            quote = c;
        } else if (c == u'#' && (i == 0 || line[i - 1].isSpace())) {
            return i;
        }
    }
    return line.size();
}

void lintLine(QStringView line, int number, LintCollector &found)
{
    for (qsizetype i = 0; i < line.size(); ++i) {
        const Place place{number, static_cast<int>(i) + 1};
        const qsizetype length = line[i] == u'<' ? angledLength(line, i) : fillInLength(line, i);
        if (length > 0) {
            found.add(finding::kConfigPlaceholderLeft, place, line.sliced(i, length).toString());
            i += length - 1;
        } else if (isTypographicQuote(line[i])) {
            found.add(finding::kConfigInvalidSyntax, place,
                      u"a typographic quotation mark stands where a straight one is needed"_s);
            return;
        }
    }
}

void lintSecrets(QStringView line, int number, bool isContinued, LintCollector &found)
{
    for (qsizetype at = line.indexOf(kRedactionMark); at >= 0; at = line.indexOf(kRedactionMark, at + 1)) {
        const qsizetype end = line.indexOf(u']', at);
        if (isContinued && at == 0) {
            continue;
        }
        const qsizetype start = at + kRedactionMark.size();
        const QString kind = line.sliced(start, (end < 0 ? line.size() : end) - start).toString();
        found.add(finding::kSecretExposed, Place{number, static_cast<int>(at) + 1},
                  Arguments{{Argument::Service, u"this file"_s}, {Argument::Detail, kind}});
    }
}

} // namespace

void lintText(const QString &text, LintCollector &found)
{
    int number = 0;
    bool endsInMark = false; // a key over several lines stands as one mark in each of them
    for (const QStringView line : QStringView(text).split(u'\n')) {
        ++number;
        lintLine(line.first(commentStart(line)), number, found);
        lintSecrets(line, number, endsInMark, found);
        endsInMark = line.trimmed().endsWith(u']') && line.contains(kRedactionMark);
    }
}

void lintLineEndings(const QString &text, Severity severity, LintCollector &found)
{
    const qsizetype at = text.indexOf("\r\n"_L1);
    if (at < 0) {
        return;
    }
    const QStringView before = QStringView(text).first(at);
    const qsizetype lines = before.count(u'\n');
    const qsizetype start = before.lastIndexOf(u'\n') + 1;
    found.add(finding::kConfigInvalidSyntax, severity,
              Place{static_cast<int>(lines) + 1, static_cast<int>(at - start) + 1},
              u"lines end in a carriage return as on Windows, which becomes part of the last value; save the file with "
              "Unix line ends"_s);
}

bool lintTabs(const QString &text, LintCollector &found)
{
    int number = 0;
    for (const QStringView line : QStringView(text).split(u'\n')) {
        ++number;
        const auto first = std::ranges::find_if(line, [](QChar c) { return c != u' '; });
        if (first != line.end() && *first == u'\t' && !line.trimmed().isEmpty()) {
            found.add(finding::kConfigInvalidSyntax, Place{number, static_cast<int>(first - line.begin()) + 1},
                      u"a tab stands in the indentation, and YAML takes blanks alone"_s);
            return true;
        }
    }
    return false;
}

} // namespace duodoctor
