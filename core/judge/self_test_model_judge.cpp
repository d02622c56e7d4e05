#include "judge/self_test_model_judge.h"

#include "judge/error_text.h"
#include "judge/finding_ids.h"
#include "judge/self_test_findings.h"
#include "judge/url_form.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

QString modelNameOf(const JudgeInput &input, const TroubleshootReport &report)
{
    for (const Model &model : input.deployment->models) {
        const bool isSame = (!report.modelIdentifier.isEmpty() && model.identifier == report.modelIdentifier) ||
                            (!report.modelEndpoint.isEmpty() && model.endpoint == report.modelEndpoint);
        if (isSame) {
            return model.name;
        }
    }
    return report.modelFamily.isEmpty() ? u"that the test asked for"_s : report.modelFamily;
}

Arguments modelPlace(const JudgeInput &input, const TroubleshootReport &report)
{
    const QString name = modelNameOf(input, report);
    Arguments arguments{{Argument::Model, name}, {Argument::Service, u"model \"%1\""_s.arg(name)}};
    if (!report.modelIdentifier.isEmpty()) {
        arguments.set(Argument::Identifier, report.modelIdentifier);
    }
    const UrlForm form = readUrl(report.modelEndpoint);
    if (form.isValid()) {
        arguments.set(Argument::Url, report.modelEndpoint);
        arguments.set(Argument::Host, form.url.host());
        arguments.set(Argument::Port, effectivePort(form.url));
    }
    return arguments;
}

std::optional<Finding> findingOfModelStatus(const JudgeInput &input, const TroubleshootReport &report)
{
    Arguments arguments = modelPlace(input, report);
    arguments.set(Argument::Status, report.modelStatus);
    if (!report.modelBody.isEmpty()) {
        arguments.set(Argument::Detail, report.modelBody.simplified().left(300));
    }
    switch (report.modelStatus) {
    case 422:
        arguments.set(Argument::Version, input.deployment->gitlab.version ? input.deployment->gitlab.version->toString()
                                                                          : u"of this image"_s);
        return fromSelfTest(input, finding::kModelUnsupported, arguments);
    case 429:
        return fromSelfTest(input, finding::kModelOverloaded, arguments);
    case 500:
    case 502:
    case 503:
        return fromSelfTest(input, finding::kModelServerError, arguments);
    case 504:
        return fromSelfTest(input, finding::kModelTimeout, arguments);
    default:
        return std::nullopt;
    }
}

} // namespace

Findings judgeSelfTestProvider(const JudgeInput &input, const TroubleshootReport &report)
{
    if (report.providerIsUnsupported || report.providerError.isEmpty()) {
        return {}; // the script's own fault up to 17.8
    }
    Arguments arguments = modelPlace(input, report);
    if (!report.missingVariables.isEmpty()) {
        arguments.set(Argument::Detail, u"not set in the container: %1"_s.arg(report.missingVariables.join(", "_L1)));
        // The script knows AWS_REGION_NAME only, and neither roles nor bearer tokens.
        const bool isRegionOnly = report.missingVariables == QStringList{u"AWS_REGION_NAME"_s};
        return {fromSelfTest(input, finding::kModelProviderCredentials,
                             isRegionOnly ? Severity::Info : Severity::Warning, arguments)};
    }
    arguments.set(Argument::Detail, report.providerError.simplified().left(300));
    const bool isListOnly = report.providerError.contains("AccessDenied"_L1, Qt::CaseInsensitive) &&
                            report.providerError.contains("ListFoundationModels"_L1, Qt::CaseInsensitive);
    return {fromSelfTest(input, finding::kModelProviderCredentials, isListOnly ? Severity::Info : Severity::Error,
                         arguments)};
}

Findings judgeSelfTestModel(const JudgeInput &input, const TroubleshootReport &report)
{
    // The test sends no token: a gateway that asks for one is in order, and nothing is known of the model.
    if (report.modelStatus == 401 || report.modelStatus == 403) {
        return {};
    }
    Arguments arguments = modelPlace(input, report);
    if (!report.modelError.isEmpty()) {
        arguments.set(Argument::Detail, report.modelError.simplified().left(300));
        if (report.modelError.contains("timed out"_L1, Qt::CaseInsensitive)) {
            arguments.set(Argument::Elapsed, u"30 s"_s); // the script's own limit
            return {fromSelfTest(input, finding::kModelTimeout, Severity::Warning, arguments)};
        }
        if (report.modelError.contains("Connection refused"_L1, Qt::CaseInsensitive)) {
            return {fromSelfTest(input, finding::kGatewayNotRunning, Severity::Warning, arguments)};
        }
    }
    const QString words = report.modelBody + report.modelError;
    if (const auto meaning = words.isEmpty() ? std::nullopt : meaningOfError(words, ErrorWriter::Gateway)) {
        Arguments known = meaning->arguments;
        arguments.set(Argument::Status, report.modelStatus);
        return {fromSelfTest(input, meaning->finding, known.merge(arguments))};
    }
    const UrlForm endpoint = readUrl(report.modelEndpoint);
    constexpr int kServerError = 500;
    if (report.modelStatus >= kServerError && endpoint.isValid() && isThisMachine(endpoint.url.host())) {
        // The test runs in the container, where this name is the container.
        return {fromSelfTest(input, finding::kModelLocalhostInContainer, arguments)};
    }
    const auto finding = findingOfModelStatus(input, report);
    return finding ? Findings{*finding} : Findings{};
}

} // namespace duodoctor
