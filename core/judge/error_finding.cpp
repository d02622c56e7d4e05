#include "judge/error_finding.h"

#include "judge/finding_ids.h"
#include "judge/url_form.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

const QString &unknownDate()
{
    static const QString words = u"a date that the message does not name"_s;
    return words;
}

/// The model that the text names, or the only one there is.
const Model *modelOf(const JudgeInput &input, const Arguments &arguments)
{
    const QList<Model> &models = input.deployment->models;
    const QString identifier = arguments.value(Argument::Identifier);
    const QString expected = arguments.value(Argument::ExpectedName);
    const auto it = std::ranges::find_if(models, [&](const Model &model) {
        return (!identifier.isEmpty() && model.identifier == identifier) ||
               (!expected.isEmpty() && model.identifier.endsWith(u'/' + expected));
    });
    if (it != models.end()) {
        return &*it;
    }
    return models.size() == 1 ? &models.first() : nullptr;
}

void fillModel(const JudgeInput &input, Arguments &arguments)
{
    Arguments known;
    if (const Model *model = modelOf(input, arguments)) {
        known.set(Argument::Model, model->name).set(Argument::Identifier, model->identifier);
        known.set(Argument::Url, model->endpoint);
    } else {
        const QString name = arguments.value(Argument::Identifier);
        known.set(Argument::Model, name.isEmpty() ? u"behind the gateway"_s : name);
        known.set(Argument::Url, u"configured in GitLab"_s);
    }
    const UrlForm endpoint = readUrl(known.value(Argument::Url));
    if (endpoint.isValid()) {
        known.set(Argument::Host, endpoint.url.host()).set(Argument::Port, effectivePort(endpoint.url));
    }
    known.set(Argument::ExpectedName, u"the name that is configured"_s);
    arguments.merge(known);
}

void fillGateway(const JudgeInput &input, Arguments &arguments)
{
    const UrlForm gateway = readUrl(input.deployment->aiGateway.url);
    Arguments known;
    known.set(Argument::Service, u"the AI Gateway"_s);
    const bool isOtherHost = gateway.isValid() && arguments.contains(Argument::Host) &&
                             arguments.value(Argument::Host) != gateway.url.host();
    if (gateway.isValid() && !isOtherHost) {
        known.set(Argument::Url, gateway.url.toString());
        known.set(Argument::Host, gateway.url.host()).set(Argument::Port, effectivePort(gateway.url));
    }
    arguments.merge(known);
}

} // namespace

Finding findingOfError(const JudgeInput &input, QLatin1StringView role, FindingId id, Arguments arguments)
{
    if (id.view().startsWith("model-"_L1)) {
        fillModel(input, arguments);
    } else {
        fillGateway(input, arguments);
    }
    if (id == finding::kTlsExpired || id == finding::kTlsNotYetValid) {
        arguments.merge(Arguments{{Argument::NotAfter, unknownDate()}, {Argument::NotBefore, unknownDate()}});
    }
    Finding finding = makeFinding(id, std::move(arguments));
    if (const EvidencePtr evidence = input.find(role)) {
        finding.evidence << evidence;
    }
    return finding;
}

} // namespace duodoctor
