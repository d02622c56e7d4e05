#include "generate/gateway_image.h"

#include "judge/gateway_image_tag.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr auto kImageKey = "ai_gateway.image"_L1;

/// An image as somebody writes it: a reference, `model-gateway:TAG`, or the tag alone.
std::optional<GatewayImage> readImage(const QString &text)
{
    static const QRegularExpression form(
        uR"(^(?:(?<repository>[A-Za-z0-9][A-Za-z0-9._-]*(?::[0-9]{1,5}/)?[A-Za-z0-9._/-]*):)?(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})(?:@(?<digest>sha256:[0-9a-f]{64}))?$)"_s);
    const auto match = form.match(text.left(1000));
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    GatewayImage image{match.captured(u"repository"), match.captured(u"tag"), match.captured(u"digest")};
    if (image.repository.isEmpty() || image.repository == "model-gateway"_L1) {
        image.repository = gatewayRepository();
    }
    return image;
}

} // namespace

QString GatewayImage::reference() const
{
    return repository + u':' + tag + (digest.isEmpty() ? QString{} : u'@' + digest);
}

QString gatewayRepository()
{
    return u"registry.gitlab.com/gitlab-org/modelops/applied-ml/code-suggestions/ai-assist/model-gateway"_s;
}

std::optional<GitLabVersion> versionOf(const Deployment &deployment)
{
    if (deployment.gitlab.version) {
        return deployment.gitlab.version;
    }
    const std::optional<GatewayImage> image = readImage(deployment.aiGateway.image.trimmed());
    return image ? versionInImageTag(image->tag) : std::nullopt;
}

GatewayImage gatewayImage(const Deployment &deployment, GenerationProblem &problem)
{
    const QString text = deployment.aiGateway.image.trimmed();
    if (!text.isEmpty()) {
        const std::optional<GatewayImage> image = readImage(text);
        if (!image) {
            problem = {kImageKey, u"this is no image reference; write REPOSITORY:TAG, such as "
                                  "model-gateway:self-hosted-v18.2.1-ee."_s};
        }
        return image.value_or(GatewayImage{});
    }
    const std::optional<GitLabVersion> &version = deployment.gitlab.version;
    if (!version) {
        problem = {u"gitlab.version"_s,
                   u"it is needed, because the image and its settings follow from it; add it to the "
                   "file, give --gitlab-version X.Y, or name the image in ai_gateway.image."_s};
        return {};
    }
    return {gatewayRepository(), gatewayImageTag(*version), {}, true};
}

} // namespace duodoctor
