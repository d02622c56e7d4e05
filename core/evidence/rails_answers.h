#pragma once

#include "evidence/network_failure.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace duodoctor
{

/// One request that Rails made with its own HTTP client.
struct RailsRequestOutcome {
    enum class Purpose { ConfiguredGateway, DeploymentGateway, ModelEndpoint, Completion, ModelTest };
    Purpose purpose = Purpose::ConfiguredGateway;
    QString subject; ///< the model's name for ModelEndpoint and ModelTest
    QString url;
    bool throughGitlabHttp = true; ///< Gitlab::HTTP (outbound filter, proxy, trusted certificates) or plain HTTParty
    int status = 0;                ///< 0 when no answer came
    QString body;                  ///< start of the answer, at most 2,000 characters
    QString errorClass;            ///< `Errno::ECONNREFUSED`, `Gitlab::HTTP::BlockedUrlError` ...; empty when answered
    QString errorMessage;
    NetworkFailureKind failure = NetworkFailureKind::None; ///< read from errorClass
    bool isBlockedByFilter = false;                        ///< the outbound request filter refused the URL
    std::chrono::milliseconds elapsed{0};
    friend bool operator==(const RailsRequestOutcome &, const RailsRequestOutcome &) = default;
};

/// A self-hosted model as GitLab has it.
struct ConfiguredModel {
    int id = 0;
    QString name;
    QString family;
    QString endpoint;
    QString identifier;
    QString provider;
    QString releaseState; ///< GA, BETA, EXPERIMENTAL; empty when not known
    bool hasKey = false;
    friend bool operator==(const ConfiguredModel &, const ConfiguredModel &) = default;
};

struct ConfiguredFeature {
    QString feature;  ///< code_generations, duo_chat ...
    QString provider; ///< self_hosted, vendored, disabled
    int modelId = 0;  ///< 0: none
    friend bool operator==(const ConfiguredFeature &, const ConfiguredFeature &) = default;
};

/// What GitLab's Rails says of itself: the answers of our one runner script, or of console snippets that a person
/// pasted. A member without a value was not asked, or not answered; nothing is concluded from it.
/// Source of the questions: facts/commands section E.
struct RailsAnswers {
    std::optional<QString> version; ///< Gitlab::VERSION, `18.2.1-ee`
    std::optional<bool> isEnterprise;

    std::optional<QString> gatewayUrl;            ///< in force; empty: none
    std::optional<QString> gatewayUrlDatabase;    ///< setting in the database; empty: none
    std::optional<QString> gatewayUrlEnvironment; ///< legacy AI_GATEWAY_URL; empty: none
    std::optional<int> gatewayTimeoutSeconds;
    std::optional<QString> agentPlatformUrl; ///< in force; empty: none
    std::optional<bool> agentPlatformSecure;

    std::optional<QString> licensePlan; ///< empty: no licence
    std::optional<QString> licenseExpires;
    std::optional<bool> licenseIsExpired;
    std::optional<bool> licenseHasCodeSuggestions;
    std::optional<bool> licenseIsOffline;

    std::optional<QString> user; ///< whose access was asked about
    std::optional<bool> userExists;
    std::optional<bool> userCanAccess;    ///< can?(:access_code_suggestions)
    std::optional<bool> userAllowedToUse; ///< allowed_to_use?(:code_suggestions, ...)

    std::optional<QList<ConfiguredModel>> models;
    std::optional<QList<ConfiguredFeature>> features;
    std::optional<bool> codeSuggestionsSelfHosted;

    std::optional<bool> verboseSetting; ///< enabled_instance_verbose_ai_logs
    std::optional<bool> verboseFlag;    ///< expanded_ai_logging
    std::optional<bool> selfSignsTokens;
    std::optional<QStringList> proxyVariables; ///< NAME=value, without user information

    QList<RailsRequestOutcome> requests;
    QStringList errors; ///< `ClassName: message` of snippets that raised (a NoMethodError tells of another version)

    friend bool operator==(const RailsAnswers &, const RailsAnswers &) = default;
};

} // namespace duodoctor
