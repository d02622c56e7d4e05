#include "judge/gateway_image_judge.h"

#include "judge/finding_ids.h"
#include "judge/gateway_image_tag.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxReference = 1000;

struct ImageReference {
    QString repository;
    QString tag; ///< empty when none is given
    bool hasDigest = false;
};

ImageReference readReference(QString text)
{
    ImageReference reference;
    const qsizetype at = text.indexOf(u'@');
    if (at >= 0) {
        reference.hasDigest = true;
        text.truncate(at);
    }
    const qsizetype colon = text.lastIndexOf(u':');
    const bool isTag = colon > text.lastIndexOf(u'/'); // else it is the registry's port
    reference.repository = colon >= 0 && isTag ? text.first(colon) : text;
    reference.tag = colon >= 0 && isTag ? text.sliced(colon + 1) : QString{};
    // A bare tag is taken as one, too.
    if (reference.tag.isEmpty() && reference.repository.startsWith("self-hosted-"_L1)) {
        reference.tag = reference.repository;
        reference.repository.clear();
    }
    return reference;
}

bool isUnpinned(const ImageReference &image)
{
    if (image.tag.isEmpty()) {
        return !image.hasDigest;
    }
    return image.tag == "latest"_L1 || image.tag == "main"_L1 || image.tag.contains("nightly"_L1) ||
           image.tag.contains("-dev"_L1);
}

} // namespace

Findings judgeGatewayImage(const JudgeInput &input)
{
    const QString text = input.deployment->aiGateway.image.trimmed();
    if (text.isEmpty() || text.size() > kMaxReference) {
        return {};
    }
    const ImageReference image = readReference(text);
    const std::optional<GitLabVersion> &gitlab = input.deployment->gitlab.version;
    Arguments arguments{{Argument::ImageTag, image.tag.isEmpty() ? text : image.tag}};
    if (gitlab) {
        arguments.set(Argument::Version, gitlab->toString());
        arguments.set(Argument::Suggestion, gatewayImageTag(*gitlab));
    }
    if (isUnpinned(image)) {
        return {makeFinding(finding::kGatewayImageNightly, arguments)};
    }
    const auto version = versionInImageTag(image.tag);
    if (!version || !gitlab) {
        return {};
    }
    if (!version->isSameMinor(*gitlab)) {
        return {makeFinding(finding::kGatewayVersionMismatch, arguments)};
    }
    if (version->patch && gitlab->patch && *version->patch < *gitlab->patch) {
        return {makeFinding(finding::kGatewayVersionPatchBehind, arguments)};
    }
    return {};
}

} // namespace duodoctor
