#include "judge/gateway_image_tag.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr GitLabVersion kFirstOfSelfHosted{17, 4, 0}; ///< `self-hosted-17.4.0-ee`; before it `gitlab-v17.3`
constexpr GitLabVersion kFirstWithLetter{17, 5, 0};   ///< `self-hosted-v17.5.0-ee`

} // namespace

QString gatewayImageTag(const GitLabVersion &version)
{
    if (version < kFirstOfSelfHosted) {
        return u"gitlab-v%1.%2"_s.arg(version.major).arg(version.minor);
    }
    const QString letter = version < kFirstWithLetter ? u""_s : u"v"_s;
    return u"self-hosted-%1%2.%3.%4-ee"_s.arg(letter)
        .arg(version.major)
        .arg(version.minor)
        .arg(version.patch.value_or(0));
}

std::optional<GitLabVersion> versionInImageTag(const QString &tag)
{
    static const QRegularExpression form(
        uR"(^(?:self-hosted-v?|gitlab-v|v)?(\d{1,3}\.\d{1,3}(?:\.\d{1,4})?)(?:-ee)?$)"_s);
    const auto match = form.match(tag);
    return match.hasMatch() ? GitLabVersion::parse(match.captured(1)) : std::nullopt;
}

} // namespace duodoctor
