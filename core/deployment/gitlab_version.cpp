#include "deployment/gitlab_version.h"

#include <QRegularExpression>

namespace duodoctor
{

using namespace Qt::StringLiterals;

std::optional<GitLabVersion> GitLabVersion::parse(QStringView text)
{
    static const QRegularExpression pattern(
        uR"(^\s*v?(\d{1,3})\.(\d{1,3})(?:\.(\d{1,4}))?(?:[-+.][0-9A-Za-z.+-]*)?\s*$)"_s);
    const auto match = pattern.match(text.toString());
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    GitLabVersion version;
    version.major = match.capturedView(1).toInt();
    version.minor = match.capturedView(2).toInt();
    if (match.hasCaptured(3)) {
        version.patch = match.capturedView(3).toInt();
    }
    return version;
}

QString GitLabVersion::toString() const
{
    const QString base = u"%1.%2"_s.arg(major).arg(minor);
    return patch ? base + u".%1"_s.arg(*patch) : base;
}

std::strong_ordering operator<=>(const GitLabVersion &a, const GitLabVersion &b)
{
    if (const auto order = a.major <=> b.major; order != 0) {
        return order;
    }
    if (const auto order = a.minor <=> b.minor; order != 0) {
        return order;
    }
    return a.patch.value_or(0) <=> b.patch.value_or(0);
}

std::optional<GitLabVersionRange> GitLabVersionRange::parse(QStringView text)
{
    text = text.trimmed();
    if (text == "all"_L1) {
        return GitLabVersionRange{};
    }
    GitLabVersionRange range;
    if (text.endsWith(u'+')) {
        range.from = GitLabVersion::parse(text.chopped(1));
        return range.from ? std::optional{range} : std::nullopt;
    }
    const qsizetype dash = text.indexOf(u'-');
    const QStringView from = dash < 0 ? text : text.first(dash);
    const QStringView to = dash < 0 ? text : text.sliced(dash + 1);
    if (!from.isEmpty() && !(range.from = GitLabVersion::parse(from))) {
        return std::nullopt;
    }
    range.to = GitLabVersion::parse(to);
    const bool isOrdered = range.to && (!range.from || *range.from <= *range.to);
    return isOrdered ? std::optional{range} : std::nullopt;
}

bool GitLabVersionRange::contains(const GitLabVersion &version) const
{
    const GitLabVersion minorOnly{version.major, version.minor, std::nullopt};
    return (!from || minorOnly >= GitLabVersion{from->major, from->minor, std::nullopt}) &&
           (!to || minorOnly <= GitLabVersion{to->major, to->minor, std::nullopt});
}

QString GitLabVersionRange::toString() const
{
    if (from && to) {
        return *from == *to ? from->toString() : from->toString() + u'-' + to->toString();
    }
    if (from) {
        return from->toString() + u'+';
    }
    return to ? u'-' + to->toString() : u"all"_s;
}

} // namespace duodoctor
