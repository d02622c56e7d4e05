#include "setup/serving_platforms.h"

#include "judge/model_identifier.h"
#include "playbook/yaml_reader.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

ServingPlatform readPlatform(YamlReader &reader, const YamlValue &value)
{
    ServingPlatform platform;
    if (!reader.isMapping(value,
                          {"id"_L1, "title"_L1, "providers"_L1, "prefix"_L1, "identifier"_L1, "example"_L1,
                           "endpoint"_L1, "endpoint_use"_L1, "key"_L1, "credentials"_L1, "versions"_L1, "note"_L1,
                           "source"_L1},
                          "a platform"_L1)) {
        return platform;
    }
    platform.id = reader.text(value, "id"_L1);
    platform.title = reader.text(value, "title"_L1);
    platform.providers = reader.texts(value, "providers"_L1);
    platform.prefix = reader.text(value, "prefix"_L1);
    platform.identifier = reader.text(value, "identifier"_L1);
    platform.example = reader.text(value, "example"_L1);
    platform.endpoint = reader.text(value, "endpoint"_L1);
    platform.endpointUse = static_cast<ServingPlatform::Endpoint>(
        reader.choice(value, "endpoint_use"_L1, {u"required"_s, u"optional"_s, u"ignored"_s}));
    platform.key = reader.text(value, "key"_L1);
    platform.credentials =
        static_cast<ServingPlatform::Credentials>(reader.choice(value, "credentials"_L1, {u"key"_s, u"environment"_s}));
    platform.versions = reader.versions(value);
    platform.note = reader.text(value, "note"_L1, YamlReader::Need::Optional);
    platform.source = reader.text(value, "source"_L1);
    for (const QString &identifier : {platform.identifier, platform.example}) {
        if (readIdentifier(identifier).provider != platform.prefix) {
            reader.report(value.line, u"`%1` does not begin with the prefix %2/"_s.arg(identifier, platform.prefix));
        }
    }
    if (!isKnownProvider(platform.prefix)) {
        reader.report(value.line, u"the gateway knows no provider %1"_s.arg(platform.prefix));
    }
    return platform;
}

/// `openai/gpt-oss` on a server of one's own is a name with a slash, while `hosted_vllm/x` names such a server.
QString identifierOn(const ServingPlatform &platform, const Model &model)
{
    static const QStringList ownServers{u"hosted_vllm"_s, u"litellm_proxy"_s, u"ollama"_s,   u"ollama_chat"_s,
                                        u"openai_like"_s, u"lm_studio"_s,     u"llamafile"_s};
    const QString written = model.identifier.trimmed();
    const ModelIdentifier read = readIdentifier(written);
    if (written.isEmpty() || !read.hasProvider) {
        return platform.prefix + u'/' + (written.isEmpty() ? model.family : written);
    }
    if (read.provider == platform.prefix) {
        return written;
    }
    return platform.prefix + u'/' + (ownServers.contains(read.provider) ? read.name : written);
}

} // namespace

const ServingPlatform *platformOf(const ServingPlatforms &platforms, const Model &model)
{
    const QString provider = model.provider.toLower();
    const auto byProvider = std::ranges::find_if(platforms.platforms, [&provider](const ServingPlatform &platform) {
        return !provider.isEmpty() && platform.providers.contains(provider);
    });
    if (byProvider != platforms.platforms.end()) {
        return &*byProvider;
    }
    if (model.identifier.isEmpty()) {
        return nullptr;
    }
    const QString prefix = readIdentifier(model.identifier).provider;
    const auto byPrefix = std::ranges::find(platforms.platforms, prefix, &ServingPlatform::prefix);
    return byPrefix == platforms.platforms.end() ? nullptr : &*byPrefix;
}

QList<ModelEntry> entriesFor(const ServingPlatforms &platforms, const ServingPlatform &platform,
                             const Deployment &deployment)
{
    QList<ModelEntry> entries;
    for (const Model &model : deployment.models) {
        const ServingPlatform *own = platformOf(platforms, model);
        if (!own || own->id != platform.id) {
            continue;
        }
        entries.append({model.name, identifierOn(platform, model),
                        platform.endpointUse == ServingPlatform::Endpoint::Ignored ? QString{} : model.endpoint});
    }
    return entries;
}

ServingPlatforms parsePlatforms(const QString &file, const QString &text, QList<PlaybookProblem> &problems)
{
    ServingPlatforms platforms;
    YamlReader reader(file, problems);
    const auto root = YamlReader::document(file, text, problems);
    if (!root || !reader.isMapping(*root, {"platforms"_L1, "rule"_L1}, "the file"_L1)) {
        return platforms;
    }
    QStringList taken;
    for (const YamlValue &value : reader.list(*root, "platforms"_L1)) {
        platforms.platforms << readPlatform(reader, value);
        for (const QString &provider : platforms.platforms.last().providers) {
            if (taken.contains(provider)) {
                reader.report(value.line, u"provider `%1` belongs to two platforms"_s.arg(provider));
            }
            taken << provider;
        }
    }
    platforms.rule = reader.text(*root, "rule"_L1);
    return platforms;
}

} // namespace duodoctor
