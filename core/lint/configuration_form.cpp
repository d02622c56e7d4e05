#include "lint/configuration_form.h"

#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr qsizetype kLookedAt = 64 * 1024;
constexpr std::array kForms{EvidenceKind::Compose,   EvidenceKind::DockerRun, EvidenceKind::HelmValues,
                            EvidenceKind::NginxConf, EvidenceKind::GitlabRb,  EvidenceKind::Environment};

bool matches(const QString &text, const QRegularExpression &form)
{
    return form.match(text).hasMatch();
}

std::optional<EvidenceKind> formOfContent(const QString &text)
{
    static constexpr auto kLines = QRegularExpression::MultilineOption;
    static const QRegularExpression kRun(uR"(^[^#\n]{0,200}\b(?:docker|podman|nerdctl)\s+(?:container\s+)?run\b)"_s,
                                         kLines);
    static const QRegularExpression kRuby(uR"(^\s*(?:external_url\s+['"]|gitlab_rails\[))"_s, kLines);
    static const QRegularExpression kServices(uR"(^services:\s*(?:#.*)?$)"_s, kLines);
    static const QRegularExpression kHelm(
        uR"(^(?:image|gitlab|ingress|extraEnvironmentVariables|resources|volumeMounts):)"_s, kLines);
    static const QRegularExpression kNginx(
        uR"(^\s*(?:(?:http|events|server)\s*\{|upstream\s+\S+\s*\{|location\s[^\n{]{0,200}\{|(?:proxy|grpc)_pass\s))"_s,
        kLines);
    static const QRegularExpression kVariable(uR"(^\s*(?:export\s+)?[A-Za-z_][A-Za-z0-9_]*\s*=)"_s, kLines);
    if (matches(text, kServices)) {
        return EvidenceKind::Compose;
    }
    if (matches(text, kRun)) {
        return EvidenceKind::DockerRun;
    }
    if (matches(text, kNginx)) {
        return EvidenceKind::NginxConf;
    }
    if (matches(text, kRuby)) {
        return EvidenceKind::GitlabRb;
    }
    if (matches(text, kHelm)) {
        return EvidenceKind::HelmValues;
    }
    return matches(text, kVariable) ? std::optional{EvidenceKind::Environment} : std::nullopt;
}

std::optional<EvidenceKind> formOfName(const QString &path)
{
    const QString name = path.section(u'/', -1).toLower();
    const bool isYaml = name.endsWith(".yml"_L1) || name.endsWith(".yaml"_L1);
    if (isYaml && (name.contains("compose"_L1))) {
        return EvidenceKind::Compose;
    }
    if (isYaml && name.contains("values"_L1)) {
        return EvidenceKind::HelmValues;
    }
    if (name.endsWith(".rb"_L1)) {
        return EvidenceKind::GitlabRb;
    }
    if (name.endsWith(".env"_L1) || name.startsWith(".env"_L1)) {
        return EvidenceKind::Environment;
    }
    return name.endsWith(".conf"_L1) && name.contains("nginx"_L1) ? std::optional{EvidenceKind::NginxConf}
                                                                  : std::nullopt;
}

} // namespace

std::span<const EvidenceKind> configurationForms()
{
    return kForms;
}

std::optional<EvidenceKind> configurationForm(const QString &name, const QString &text)
{
    const std::optional<EvidenceKind> named = formOfName(name);
    return named ? named : formOfContent(text.left(kLookedAt));
}

} // namespace duodoctor
