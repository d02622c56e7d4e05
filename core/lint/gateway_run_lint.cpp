#include "lint/gateway_run_lint.h"

#include "judge/finding_ids.h"
#include "judge/gateway_image_judge.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

/// A container's reference without tag and digest, and the tag.
QString tagOf(const QString &reference)
{
    const QString named = reference.section(u'@', 0, 0);
    const qsizetype colon = named.lastIndexOf(u':');
    if (colon > named.lastIndexOf(u'/')) {
        return named.sliced(colon + 1);
    }
    return named.startsWith("self-hosted-"_L1) ? named : QString{};
}

/// A published release that is never published again under the same name has a digest.
bool isMutable(const QString &reference)
{
    return !reference.contains("@sha256:"_L1);
}

} // namespace

bool isFalsy(const QString &value)
{
    static const QStringList kFalse{u"false"_s, u"0"_s, u"no"_s, u"off"_s, u"f"_s, u"n"_s};
    return kFalse.contains(value.trimmed().toLower());
}

std::optional<GitLabVersion> versionFor(const GatewayRun &run, const Deployment &deployment)
{
    if (deployment.gitlab.version) {
        return deployment.gitlab.version;
    }
    static const QRegularExpression form(uR"((\d{1,3}\.\d{1,3}(?:\.\d{1,4})?))"_s);
    const auto match = form.match(tagOf(run.image.text.left(500)));
    return match.hasMatch() ? GitLabVersion::parse(match.captured(1)) : std::nullopt;
}

bool startsPlatform(const GatewayRun &run, const std::optional<GitLabVersion> &version)
{
    const Setting *platform = run.setting(u"ENABLE_DUO_WORKFLOW_SERVICE");
    if (platform != nullptr) {
        return !platform->isKnown || !platform->value.isEmpty();
    }
    const bool isSetUp = std::ranges::any_of(
        run.settings, [](const Setting &setting) { return setting.name.startsWith("DUO_WORKFLOW_"_L1); });
    return isSetUp || !version || *version >= GitLabVersion{18, 4, 0};
}

void lintImage(const GatewayRun &run, const Deployment &deployment, LintCollector &found)
{
    const QString image = run.image.text.trimmed();
    if (image.isEmpty() || image.contains(u'$') || image.contains(u'<')) {
        return; // filled in later, or a placeholder, which is told as such
    }
    Deployment judged;
    judged.gitlab.version = deployment.gitlab.version;
    judged.aiGateway.image = image;
    JudgeInput input;
    input.deployment = &judged;
    bool isUnpinned = false;
    for (const Finding &finding : judgeGatewayImage(input)) {
        isUnpinned = finding.id == finding::kGatewayImageNightly;
        Arguments arguments = finding.arguments;
        arguments.merge(Arguments{{Argument::Suggestion, u"self-hosted-vX.Y.Z-ee"_s}});
        found.add(finding.id, finding.severity, run.image.place, arguments);
    }
    if (run.pullPolicy && isMutable(image) && !isUnpinned &&
        run.pullPolicy->text.compare("Always"_L1, Qt::CaseInsensitive) != 0) {
        found.add(finding::kGatewayImagePullPolicy, run.pullPolicy->place,
                  Arguments{{Argument::ImageTag, tagOf(image)},
                            {Argument::Detail, u"the policy is %1"_s.arg(run.pullPolicy->text)}});
    }
}

void lintGatewayRun(const GatewayRun &run, const Deployment &deployment, LintCollector &found)
{
    lintSettings(run, deployment, found);
    lintSigningKeys(run, deployment, found);
    lintImage(run, deployment, found);
    if (run.needsPorts) {
        lintPorts(run, deployment, found);
    }
    lintMounts(run, found);
    lintResources(run, found);
}

} // namespace duodoctor
