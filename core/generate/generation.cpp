#include "generate/generation.h"

#include "deployment/known_versions.h"
#include "generate/ca_bundle.h"
#include "generate/comment_text.h"
#include "generate/form_writers.h"
#include "generate/gateway_image.h"
#include "generate/nginx_text.h"
#include "judge/url_form.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

GenerationProblem problemOfFolder(const QString &option, const QString &folder)
{
    if (folder.isEmpty()) {
        return {};
    }
    if (hasControlCharacters(folder)) {
        return {option, u"it holds a character that cannot be printed; name another folder."_s};
    }
    if (!folder.startsWith(u'/') || folder.contains(u':')) {
        return {option, u"it has to be a whole path without colons, such as /etc/gitlab-aigw."_s};
    }
    return {};
}

GenerationProblem problemOfFile(const QString &option, const QString &path)
{
    return isNginxValue(path) && !path.startsWith(u'-')
               ? GenerationProblem{}
               : GenerationProblem{option, u"a path with a dollar sign or a line break cannot stand in nginx's "
                                           "configuration; rename the file."_s};
}

GenerationProblem problemOfUpstream(const QString &upstream)
{
    const bool hasPort = readHostAndPort(upstream).has_value();
    const UrlForm form = readUrl(u"http://"_s + upstream);
    const bool isPlain = form.isValid() && form.url.path().isEmpty() && form.url.userInfo().isEmpty() &&
                         !form.url.hasQuery() && !form.url.hasFragment() && isNginxValue(upstream);
    if (upstream.isEmpty() || (isPlain && (hasPort || form.url.port() == -1))) {
        return {};
    }
    return {u"--upstream"_s, u"this is no address; write HOST or HOST:PORT, such as gitlab-ai-gateway."_s};
}

GenerationProblem problemOf(const GenerationOptions &options)
{
    static const QRegularExpression kPlatform(uR"(^[a-z0-9]{1,20}/[a-z0-9]{1,20}(?:/[a-z0-9]{1,10})?$)"_s);
    static const QRegularExpression kVersion(uR"(^\d{1,3}\.\d{1,4}(?:\.\d{1,4})?$)"_s);
    if (!options.platform.isEmpty() && !kPlatform.match(options.platform).hasMatch()) {
        return {u"--platform"_s, u"this is none; write for example linux/amd64."_s};
    }
    if (!options.nginxVersion.isEmpty() && !kVersion.match(options.nginxVersion).hasMatch()) {
        return {u"--nginx-version"_s, u"this is no version; write for example 1.25.1."_s};
    }
    for (const GenerationProblem &problem :
         {problemOfFolder(u"--folder"_s, options.folder), problemOfFolder(u"--make-signing-keys"_s, options.keyFolder),
          problemOfFile(u"--tls-certificate"_s, options.tlsCertificate), problemOfFile(u"--tls-key"_s, options.tlsKey),
          problemOfUpstream(options.upstream)}) {
        if (!problem.isEmpty()) {
            return problem;
        }
    }
    return {};
}

Generated written(GenerationKind kind, const Deployment &deployment, const GenerationOptions &options)
{
    switch (kind) {
    case GenerationKind::DockerRun:
        return writeDockerRun(deployment, options);
    case GenerationKind::Compose:
        return writeCompose(deployment, options);
    case GenerationKind::Nginx:
        return writeNginx(deployment, options);
    case GenerationKind::NginxGrpc:
        return writeNginxGrpc(deployment, options);
    case GenerationKind::HelmValues:
        return writeHelmValues(deployment, options);
    case GenerationKind::GitlabRb:
        return writeGitlabRb(deployment, options);
    case GenerationKind::Prometheus:
        return writePrometheus(deployment, options);
    case GenerationKind::CaBundle:
        return writeCaBundle(deployment, options);
    }
    return {};
}

} // namespace

Generated generate(GenerationKind kind, const Deployment &deployment, const GenerationOptions &options)
{
    if (const GenerationProblem problem = problemOf(options); !problem.isEmpty()) {
        return {{}, problem, {}};
    }
    Generated generated = written(kind, deployment, options);
    const std::optional<GitLabVersion> version = versionOf(deployment);
    if (generated.isOk() && version && isNewerThanKnown(*version)) {
        generated.notes << u"GitLab %1 is newer than this program knows. This is written for %2; compare it with the "
                           "installation guide of your version."_s.arg(version->toString(),
                                                                       kNewestKnownVersion.toString());
    }
    return generated;
}

} // namespace duodoctor
