#include "playbook/step_condition.h"

#include "deployment/known_versions.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

QString wordsOf(GitLabInstallation way)
{
    switch (way) {
    case GitLabInstallation::LinuxPackage:
        return u"from the Linux package"_s;
    case GitLabInstallation::Helm:
        return u"on Helm"_s;
    case GitLabInstallation::Docker:
        return u"in Docker"_s;
    case GitLabInstallation::SelfCompiled:
        return u"compiled from source"_s;
    }
    return {};
}

QString wordsOf(GatewayInstallation way)
{
    switch (way) {
    case GatewayInstallation::Docker:
        return u"in Docker"_s;
    case GatewayInstallation::Compose:
        return u"in Compose"_s;
    case GatewayInstallation::Helm:
        return u"on Helm"_s;
    case GatewayInstallation::OpenShift:
        return u"on OpenShift"_s;
    }
    return {};
}

template <typename Way>
QString wordsOf(const QList<Way> &ways)
{
    QStringList words;
    for (const Way way : ways) {
        words << wordsOf(way);
    }
    const QString last = words.takeLast();
    return words.isEmpty() ? last : words.join(", "_L1) + " or "_L1 + last;
}

template <typename Way, typename Read>
std::optional<QList<Way>> waysFrom(QStringView text, Read read, QString &wrong)
{
    QList<Way> ways;
    for (const QStringView word : text.split(u' ', Qt::SkipEmptyParts)) {
        const std::optional<Way> way = read(word);
        if (!way || ways.contains(*way)) {
            wrong = word.toString();
            return std::nullopt;
        }
        ways << *way;
    }
    return ways;
}

template <typename Way>
QString choices(const QList<Way> &ways)
{
    QStringList words;
    for (const Way way : ways) {
        words << QString{toWire(way)};
    }
    return words.join(", "_L1);
}

/// Reads one part of a condition into it.
/// @return what is wrong, empty when it is in order.
QString readPart(QStringView part, StepCondition &condition)
{
    const qsizetype colon = part.indexOf(u':');
    if (colon < 0) {
        const auto range = GitLabVersionRange::parse(part);
        condition.versions = range.value_or(GitLabVersionRange{});
        return range ? QString{} : u"{%1} is not a version range"_s.arg(part);
    }
    const QStringView subject = part.first(colon).trimmed();
    QString wrong;
    QString known;
    bool isEmpty = false;
    if (subject == "gitlab"_L1) {
        const auto ways = waysFrom<GitLabInstallation>(part.sliced(colon + 1), gitlabInstallationFromWire, wrong);
        condition.gitlab = ways.value_or(QList<GitLabInstallation>{});
        isEmpty = condition.gitlab.isEmpty();
        known = choices(allGitLabInstallations());
    } else if (subject == "gateway"_L1) {
        const auto ways = waysFrom<GatewayInstallation>(part.sliced(colon + 1), gatewayInstallationFromWire, wrong);
        condition.gateway = ways.value_or(QList<GatewayInstallation>{});
        isEmpty = condition.gateway.isEmpty();
        known = choices(allGatewayInstallations());
    } else {
        return u"a condition begins with `gitlab:` or `gateway:`, not with `%1:`"_s.arg(subject);
    }
    if (!wrong.isEmpty()) {
        return u"`%1` is no way of installing (or stands twice) after `%2:`; there are %3"_s.arg(wrong, subject, known);
    }
    return isEmpty ? u"`%1:` names no way of installing; there are %2"_s.arg(subject, known) : QString{};
}

enum class Part { Versions, GitLab, Gateway };

Part kindOf(QStringView part)
{
    if (!part.contains(u':')) {
        return Part::Versions;
    }
    return part.startsWith("gitlab"_L1) ? Part::GitLab : Part::Gateway;
}

template <typename Way>
bool meets(const QList<Way> &wanted, const QList<Way> &possible)
{
    return wanted.isEmpty() || std::ranges::any_of(possible, [&wanted](const Way way) { return wanted.contains(way); });
}

/// The wanted ways in words, where a possible one is not among them.
template <typename Way>
QString openWays(const QList<Way> &wanted, const QList<Way> &possible, const QString &subject)
{
    const bool isCertain =
        wanted.isEmpty() || std::ranges::all_of(possible, [&wanted](const Way way) { return wanted.contains(way); });
    if (isCertain) {
        return {};
    }
    QList<Way> open;
    std::ranges::copy_if(wanted, std::back_inserter(open), [&](const Way way) { return possible.contains(way); });
    return subject + u' ' + wordsOf(open);
}

/// True for two lists of ways that share none; an empty list means every way.
template <typename Way>
bool areApart(const QList<Way> &ways, const QList<Way> &others)
{
    return !ways.isEmpty() && !others.isEmpty() &&
           std::ranges::none_of(ways, [&others](Way way) { return others.contains(way); });
}

} // namespace

StepSituation StepSituation::of(const Deployment &deployment)
{
    const auto &version = deployment.gitlab.version;
    return {version ? std::optional{nearestKnownVersion(*version)} : std::nullopt,
            possibleInstallations(deployment.gitlab), possibleInstallations(deployment.aiGateway)};
}

std::optional<StepCondition> StepCondition::parse(QStringView text, QString *problem)
{
    StepCondition condition;
    QList<Part> seen;
    for (const QStringView piece : text.split(u';')) {
        const QStringView part = piece.trimmed();
        QString wrong = readPart(part, condition);
        if (wrong.isEmpty() && seen.contains(kindOf(part))) {
            wrong = u"{%1} says one thing twice"_s.arg(text);
        }
        seen << kindOf(part);
        if (!wrong.isEmpty()) {
            if (problem) {
                *problem = wrong;
            }
            return std::nullopt;
        }
    }
    return condition;
}

bool StepCondition::mayHold(const StepSituation &situation) const
{
    return (!situation.version || versions.contains(*situation.version)) && meets(gitlab, situation.gitlab) &&
           meets(gateway, situation.gateway);
}

bool StepCondition::isAlternativeTo(const StepCondition &other) const
{
    return versions.from == other.versions.from && versions.to == other.versions.to &&
           (areApart(gitlab, other.gitlab) || areApart(gateway, other.gateway));
}

QString StepCondition::openWords(const StepSituation &situation) const
{
    QStringList parts;
    if (!situation.version) {
        parts << versionWords(versions);
    }
    parts << openWays(gitlab, situation.gitlab, u"GitLab"_s) << openWays(gateway, situation.gateway, u"gateway"_s);
    parts.removeAll(QString{});
    QString words = parts.join(", "_L1);
    if (!words.isEmpty()) {
        words[0] = words[0].toUpper();
    }
    return words;
}

QString versionWords(const GitLabVersionRange &range)
{
    if (range.from && range.to) {
        return *range.from == *range.to ? u"GitLab %1"_s.arg(range.from->toString())
                                        : u"GitLab %1 to %2"_s.arg(range.from->toString(), range.to->toString());
    }
    if (range.from) {
        return u"GitLab %1 and later"_s.arg(range.from->toString());
    }
    return range.to ? u"GitLab %1 and earlier"_s.arg(range.to->toString()) : QString{};
}

} // namespace duodoctor
