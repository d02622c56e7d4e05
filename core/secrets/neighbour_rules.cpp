#include "secrets/redaction_rules.h"
#include "secrets/secret_values.h"

#include <algorithm>
#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

bool isWordAt(QStringView text, qsizetype at, qsizetype size)
{
    return (at == 0 || !isWordCharacter(text[at - 1])) &&
           (at + size >= text.size() || !isWordCharacter(text[at + size]));
}

/// A value of bounded length, so that a quote that is never closed is not read again and again.
SecretValue readBounded(QStringView text, qsizetype at)
{
    constexpr qsizetype kLongest = 4096;
    return readValue(text.first(std::min(text.size(), at + kLongest)), at);
}

void add(QStringView text, const SecretValue &value, SecretSpans &found)
{
    if (value.end > value.begin && !isNoSecret(text.sliced(value.begin, value.end - value.begin))) {
        found.push_back({value.begin, value.end, "secret value"_L1});
    }
}

/// `- name: API_KEY` with `value: x` behind it, as Kubernetes and Helm write variables, in YAML and JSON.
void findNameValuePairs(QStringView text, SecretSpans &found)
{
    constexpr QLatin1StringView kName = "name"_L1;
    constexpr QLatin1StringView kValue = "value"_L1;
    constexpr qsizetype kMostBetween = 60;
    qsizetype at = 0;
    while ((at = text.indexOf(kName, at)) >= 0) {
        const qsizetype begin = at;
        at += kName.size();
        qsizetype nameAt = at;
        if (!isWordAt(text, begin, kName.size()) || readSeparator(text, nameAt, false) != NameSeparator::Colon) {
            continue;
        }
        const SecretValue name = readBounded(text, nameAt);
        if (!isSecretName(text.sliced(name.begin, name.end - name.begin))) {
            continue;
        }
        qsizetype next = name.end;
        const qsizetype limit = std::min(text.size(), next + kMostBetween);
        while (next < limit && (text[next].isSpace() || QStringView(u"\"',\\").contains(text[next]))) {
            ++next;
        }
        if (!text.sliced(next).startsWith(kValue)) {
            continue;
        }
        qsizetype valueAt = next + kValue.size();
        if (readSeparator(text, valueAt, false) == NameSeparator::Colon) {
            add(text, readBounded(text, valueAt), found);
        }
    }
}

/// `api key: x` and `model key: x`, as the gateway's self test prints its parameters.
void findSpokenKeys(QStringView text, SecretSpans &found)
{
    for (const QLatin1StringView name : {"api key"_L1, "model key"_L1, "API key"_L1}) {
        qsizetype at = 0;
        while ((at = text.indexOf(name, at)) >= 0) {
            at += name.size();
            qsizetype valueAt = at;
            if (readSeparator(text, valueAt, false) == NameSeparator::None) {
                continue;
            }
            const SecretValue value = readBounded(text, valueAt);
            if (value.isQuoted || value.isAloneOnLine) { // else it is prose
                add(text, value, found);
            }
        }
    }
}

/// The word of a command line that begins at `at`; quotes belong to it.
qsizetype endOfWord(QStringView text, qsizetype at)
{
    constexpr qsizetype kLongest = 1024;
    const qsizetype limit = std::min(text.size(), at + kLongest);
    QChar quote;
    for (; at < limit && !isLineEnd(text[at]); ++at) {
        const QChar c = text[at];
        if (quote.isNull() && (c == u'"' || c == u'\'')) {
            quote = c;
        } else if (c == quote) {
            quote = QChar{};
        } else if (quote.isNull() && isBlank(c)) {
            break;
        }
    }
    return at;
}

/// The password in `user:password`; user and group ids are none.
void addPasswordOf(QStringView text, qsizetype begin, qsizetype end, SecretSpans &found)
{
    while (end > begin && (text[end - 1] == u'"' || text[end - 1] == u'\'')) {
        --end;
    }
    const qsizetype colon = text.sliced(begin, end - begin).indexOf(u':');
    if (colon < 0) {
        return;
    }
    const QStringView secret = text.sliced(begin + colon + 1, end - begin - colon - 1);
    const bool isNumber = std::all_of(secret.begin(), secret.end(), [](QChar c) { return c.isDigit(); });
    if (!isNumber && !isNoSecret(secret)) {
        found.push_back({begin + colon + 1, end, "password"_L1});
    }
}

/// `curl -u user:password`.
void findUserOptions(QStringView text, SecretSpans &found)
{
    static constexpr std::array kOptions{" -u"_L1, " --user"_L1, " --proxy-user"_L1, " -U"_L1};
    for (const QLatin1StringView option : kOptions) {
        qsizetype at = 0;
        while ((at = text.indexOf(option, at)) >= 0) {
            at += option.size();
            qsizetype value = at;
            if (value < text.size() && text[value] == u'=') {
                ++value;
            }
            value = skipBlanks(text, value);
            const bool isLonger = value == at && option.size() > 3;
            if (!isLonger) {
                addPasswordOf(text, value, endOfWord(text, value), found);
            }
        }
    }
}

/// `=> "x"` of a console below a question that ends in the name of a credential.
void findConsoleAnswers(QStringView text, SecretSpans &found)
{
    constexpr QLatin1StringView kArrow = "\n=> \""_L1;
    qsizetype at = 0;
    while ((at = text.indexOf(kArrow, at)) >= 0) {
        qsizetype end = at;
        while (end > 0 && (isBlank(text[end - 1]) || text[end - 1] == u')')) {
            --end;
        }
        qsizetype begin = end;
        while (begin > 0 && end - begin < 64 && isWordCharacter(text[begin - 1])) {
            --begin;
        }
        at += kArrow.size();
        const QStringView name = text.sliced(begin, end - begin);
        if (isSecretName(name) || name.endsWith("token"_L1)) {
            add(text, readBounded(text, at - 1), found);
        }
    }
}

constexpr std::array kRules{
    RedactionRule{"names and values"_L1, findNameValuePairs},
    RedactionRule{"keys in words"_L1, findSpokenKeys},
    RedactionRule{"users of curl"_L1, findUserOptions},
    RedactionRule{"answers of consoles"_L1, findConsoleAnswers},
};

} // namespace

std::span<const RedactionRule> neighbourRules()
{
    return kRules;
}

} // namespace duodoctor
