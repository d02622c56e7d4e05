#include "secrets/redaction_rules.h"

#include <algorithm>
#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

bool isAlphanumeric(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
}

bool isWordCharacter(QChar c)
{
    return isAlphanumeric(c) || c == u'_' || c == u'-';
}

bool hasDigit(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

struct KnownPrefix {
    QLatin1StringView prefix;
    qsizetype shortest; ///< characters behind the prefix
    bool isAlphanumericOnly;
    QLatin1StringView kind;
};

/// Sources: GitLab's "Token overview" (18.2); the providers' own key formats as of 2026.
constexpr std::array kPrefixes{
    KnownPrefix{"glpat-"_L1, 10, false, "gitlab token"_L1},
    KnownPrefix{"gldt-"_L1, 10, false, "gitlab token"_L1},
    KnownPrefix{"glcbt-"_L1, 10, false, "gitlab token"_L1},
    KnownPrefix{"glrt-"_L1, 10, false, "gitlab token"_L1},
    KnownPrefix{"glrtr-"_L1, 10, false, "gitlab token"_L1},
    KnownPrefix{"glft-"_L1, 10, false, "gitlab token"_L1},
    KnownPrefix{"glsoat-"_L1, 10, false, "gitlab token"_L1},
    KnownPrefix{"gloas-"_L1, 10, false, "gitlab token"_L1},
    KnownPrefix{"glptt-"_L1, 10, false, "gitlab token"_L1},
    KnownPrefix{"glagent-"_L1, 10, false, "gitlab token"_L1},
    KnownPrefix{"glimt-"_L1, 10, false, "gitlab token"_L1},
    KnownPrefix{"glffct-"_L1, 10, false, "gitlab token"_L1},
    KnownPrefix{"glwt-"_L1, 10, false, "gitlab token"_L1},
    KnownPrefix{"GR1348941"_L1, 16, false, "gitlab token"_L1},
    KnownPrefix{"sk-"_L1, 16, false, "api key"_L1},
    KnownPrefix{"nvapi-"_L1, 16, false, "api key"_L1},
    KnownPrefix{"xai-"_L1, 16, false, "api key"_L1},
    KnownPrefix{"gsk_"_L1, 20, true, "api key"_L1},
    KnownPrefix{"hf_"_L1, 24, true, "api key"_L1},
    KnownPrefix{"AIza"_L1, 30, false, "api key"_L1},
    KnownPrefix{"ABSKQmVkcm9ja0FQSUtleS"_L1, 10, false, "amazon bedrock key"_L1},
    KnownPrefix{"ghp_"_L1, 30, true, "github token"_L1},
    KnownPrefix{"gho_"_L1, 30, true, "github token"_L1},
    KnownPrefix{"ghs_"_L1, 30, true, "github token"_L1},
    KnownPrefix{"github_pat_"_L1, 30, false, "github token"_L1},
    KnownPrefix{"xoxb-"_L1, 16, false, "slack token"_L1},
    KnownPrefix{"xoxp-"_L1, 16, false, "slack token"_L1},
};

struct Candidate {
    qsizetype end = 0;      ///< how far was read
    QLatin1StringView kind; ///< empty: no credential
};

Candidate readPrefixed(QStringView text, qsizetype at)
{
    const QStringView rest = text.sliced(at);
    for (const KnownPrefix &known : kPrefixes) {
        if (!rest.startsWith(known.prefix)) {
            continue;
        }
        const qsizetype body = at + known.prefix.size();
        const auto belongs = [&known](QChar c) {
            return known.isAlphanumericOnly ? isAlphanumeric(c) : (isWordCharacter(c) || c == u'.');
        };
        qsizetype end = body;
        while (end < text.size() && belongs(text[end])) {
            ++end;
        }
        const qsizetype readUntil = end;
        while (end > body && text[end - 1] == u'.') {
            --end; // the sentence's, not the token's
        }
        if (end - body >= known.shortest && hasDigit(text.sliced(body, end - body))) {
            return {end, known.kind};
        }
        return {readUntil, {}};
    }
    return {at, {}};
}

void findPrefixed(QStringView text, SecretSpans &found)
{
    static constexpr QLatin1StringView kFirstLetters = "gGsnxhA"_L1;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const bool isWordStart = at == 0 || !(isAlphanumeric(text[at - 1]) || text[at - 1] == u'_');
        if (!isWordStart || !kFirstLetters.contains(text[at])) {
            continue;
        }
        const Candidate candidate = readPrefixed(text, at);
        if (!candidate.kind.isEmpty()) {
            found.push_back({at, candidate.end, candidate.kind});
        }
        // Also without a match: what was read holds no digit or is too short, and so is any rest of it.
        at = std::max(at, candidate.end - 1);
    }
}

/// `AKIA` or `ASIA` with sixteen capitals and digits. The id is no secret by itself, but it names the secret's owner.
void findAwsKeyIds(QStringView text, SecretSpans &found)
{
    constexpr qsizetype kLength = 20;
    qsizetype at = 0;
    while (at < text.size()) {
        if (!isAlphanumeric(text[at])) {
            ++at;
            continue;
        }
        const qsizetype begin = at;
        bool isCapital = true;
        while (at < text.size() && isAlphanumeric(text[at])) {
            isCapital = isCapital && !(text[at] >= u'a' && text[at] <= u'z');
            ++at;
        }
        const QStringView word = text.sliced(begin, at - begin);
        if (isCapital && word.size() == kLength && (word.startsWith("AKIA"_L1) || word.startsWith("ASIA"_L1))) {
            found.push_back({begin, at, "aws key"_L1});
        }
    }
}

/// Three parts with dots between them, of which the first two are JSON objects in base64 (`eyJ` is `{"`).
void findJwts(QStringView text, SecretSpans &found)
{
    constexpr qsizetype kShortestPart = 8;
    qsizetype at = 0;
    while (at < text.size()) {
        if (!isWordCharacter(text[at])) {
            ++at;
            continue;
        }
        // Walk over one run of parts; keep where the last two began.
        std::array<qsizetype, 2> starts{-1, -1};
        while (at < text.size() && isWordCharacter(text[at])) {
            const qsizetype start = at;
            while (at < text.size() && isWordCharacter(text[at])) {
                ++at;
            }
            const bool isObject = at - start >= kShortestPart && text.sliced(start, 3) == "eyJ"_L1;
            if (starts[0] >= 0 && starts[1] >= 0) {
                found.push_back({starts[0], at, "jwt"_L1});
                starts = {-1, -1};
            } else if (isObject) {
                starts[starts[0] < 0 ? 0 : 1] = start;
            } else {
                starts = {-1, -1};
            }
            if (at < text.size() && text[at] == u'.') {
                ++at;
            }
        }
        if (starts[0] >= 0 && starts[1] >= 0) {
            found.push_back({starts[0], at, "jwt"_L1}); // cut before its signature
        }
    }
}

bool holdsKeyMaterial(QStringView inside)
{
    return std::any_of(inside.begin(), inside.end(), isAlphanumeric);
}

/// The lines between `BEGIN ... PRIVATE KEY` and its end. A block whose end is missing reaches 16 Ki characters far.
void findPrivateKeys(QStringView text, SecretSpans &found)
{
    constexpr QLatin1StringView kBegin = "-----BEGIN "_L1;
    constexpr QLatin1StringView kDashes = "-----"_L1;
    constexpr qsizetype kLongestLabel = 48;
    constexpr qsizetype kLongestOpenBlock = 16 * 1024;
    qsizetype nextEnd = 0;
    qsizetype at = 0;
    while ((at = text.indexOf(kBegin, at)) >= 0) {
        const qsizetype label = at + kBegin.size();
        const QStringView head = text.sliced(label, std::min(kLongestLabel, text.size() - label));
        const qsizetype labelLength = head.indexOf(kDashes);
        if (labelLength < 0 || !head.first(labelLength).endsWith("PRIVATE KEY"_L1)) {
            at = label;
            continue;
        }
        const qsizetype inside = label + labelLength + kDashes.size();
        if (nextEnd >= 0 && nextEnd < inside) {
            nextEnd = text.indexOf("-----END "_L1, inside);
        }
        const qsizetype end = nextEnd >= 0 ? nextEnd : std::min(text.size(), inside + kLongestOpenBlock);
        if (holdsKeyMaterial(text.sliced(inside, end - inside))) {
            found.push_back({inside, end, "private key"_L1});
        }
        at = end;
    }
}

constexpr std::array kRules{
    RedactionRule{"provider prefixes"_L1, findPrefixed},
    RedactionRule{"aws key ids"_L1, findAwsKeyIds},
    RedactionRule{"jwts"_L1, findJwts},
    RedactionRule{"private key blocks"_L1, findPrivateKeys},
};

} // namespace

std::span<const RedactionRule> shapeRules()
{
    return kRules;
}

} // namespace duodoctor
