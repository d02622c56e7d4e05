#include "recognise/self_test_words.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

using SelfTestStep = TroubleshootReport::Step;

constexpr std::array kSelfTestWords{
    SelfTestWords{"Testing environment variables"_L1, SelfTestStep::Environment, StepOutcome::NotRun},
    SelfTestWords{"Env variables are set correctly"_L1, SelfTestStep::Environment, StepOutcome::Passed},
    SelfTestWords{"AIGW_CUSTOM_MODELS__ENABLED must be set to true"_L1, SelfTestStep::Environment, StepOutcome::Failed},
    SelfTestWords{"Either AIGW_GITLAB_URL (preferred)"_L1, SelfTestStep::Environment, StepOutcome::Failed},
    SelfTestWords{"Testing if AI Gateway is running"_L1, SelfTestStep::Gateway, StepOutcome::NotRun},
    SelfTestWords{"AI Gateway is up and running"_L1, SelfTestStep::Gateway, StepOutcome::Passed},
    SelfTestWords{"AI Gateway is not running."_L1, SelfTestStep::Gateway, StepOutcome::Failed},
    SelfTestWords{"Testing if GitLab API is accessible"_L1, SelfTestStep::GitLab, StepOutcome::NotRun},
    SelfTestWords{"Failed to connect to GitLab"_L1, SelfTestStep::GitLab, StepOutcome::Failed},
    SelfTestWords{"Testing if the Customer Portal is reachable"_L1, SelfTestStep::CustomerPortal, StepOutcome::NotRun},
    SelfTestWords{"Customer Portal is reachable"_L1, SelfTestStep::CustomerPortal, StepOutcome::Passed},
    SelfTestWords{"Could not reach the Customer Portal"_L1, SelfTestStep::CustomerPortal, StepOutcome::Warned},
    SelfTestWords{"Testing if Duo Workflow Service is accessible"_L1, SelfTestStep::WorkflowService,
                  StepOutcome::NotRun},
    SelfTestWords{"Duo Workflow Service is up and running"_L1, SelfTestStep::WorkflowService, StepOutcome::Passed},
    SelfTestWords{"Duo Workflow Service is reachable but not serving"_L1, SelfTestStep::WorkflowService,
                  StepOutcome::Failed},
    SelfTestWords{"Reached Duo Workflow Service at"_L1, SelfTestStep::WorkflowService, StepOutcome::Failed},
    SelfTestWords{"Failed to reach Duo Workflow Service"_L1, SelfTestStep::WorkflowService, StepOutcome::Failed},
    SelfTestWords{"Could not read DUO_WORKFLOW_TLS__CERT_FILE"_L1, SelfTestStep::WorkflowService, StepOutcome::Failed},
    SelfTestWords{"Testing specific environment variables for provider"_L1, SelfTestStep::Provider,
                  StepOutcome::NotRun},
    SelfTestWords{"Specific environment variables for provider"_L1, SelfTestStep::Provider, StepOutcome::Passed},
    SelfTestWords{"BEDROCK_MANTLE_API_KEY is"_L1, SelfTestStep::Provider, StepOutcome::Passed},
    SelfTestWords{"Missing environment variables:"_L1, SelfTestStep::Provider, StepOutcome::Failed},
    SelfTestWords{"Testing if provider "_L1, SelfTestStep::Provider, StepOutcome::NotRun},
    SelfTestWords{"is not a supported provider"_L1, SelfTestStep::Provider, StepOutcome::Failed},
    SelfTestWords{"An error occurred while contacting"_L1, SelfTestStep::Provider, StepOutcome::Failed},
    SelfTestWords{"skipping Bedrock Mantle probe"_L1, SelfTestStep::Provider, StepOutcome::Passed},
    SelfTestWords{"Successfully accessed"_L1, SelfTestStep::Model, StepOutcome::Passed},
    SelfTestWords{"Failed to access "_L1, SelfTestStep::Model, StepOutcome::Failed},
};

/// Words that no other program writes.
constexpr std::array kSelfTestMarks{"Testing environment variables ..."_L1,
                                    "Env variables are set correctly"_L1,
                                    "AIGW_CUSTOM_MODELS__ENABLED must be set to true"_L1,
                                    "Either AIGW_GITLAB_URL (preferred)"_L1,
                                    "AI Gateway is up and running"_L1,
                                    "AI Gateway is not running. "_L1,
                                    "Testing if GitLab API is accessible"_L1,
                                    "Failed to connect to GitLab API:"_L1,
                                    ">> Failed to connect to GitLab:"_L1,
                                    "Customer Portal is reachable"_L1,
                                    "Could not reach the Customer Portal"_L1,
                                    "Duo Workflow Service is up and running"_L1,
                                    "Duo Workflow Service is reachable but not serving"_L1,
                                    "Reached Duo Workflow Service at"_L1,
                                    "Failed to reach Duo Workflow Service"_L1,
                                    "Could not read DUO_WORKFLOW_TLS__CERT_FILE"_L1,
                                    "Specific environment variables for provider"_L1,
                                    "Missing environment variables: "_L1,
                                    "is not a supported provider."_L1,
                                    "An error occurred while contacting provider bedrock"_L1,
                                    "An error occurred while contacting the Bedrock Mantle"_L1,
                                    "is accessible for Code Generation"_L1,
                                    "Successfully accessed "_L1,
                                    "troubleshoot: error: "_L1,
                                    "troubleshoot_selfhosted_installation.py: error: "_L1,
                                    "Command not found: troubleshoot"_L1,
                                    "Command \"troubleshoot\""_L1,
                                    "The model is not running. Verify if your model is running"_L1};

} // namespace

const SelfTestWords *selfTestWordsIn(const QString &line)
{
    const auto found =
        std::ranges::find_if(kSelfTestWords, [&](const SelfTestWords &w) { return line.contains(w.words); });
    return found == kSelfTestWords.end() ? nullptr : &*found;
}

bool isModelTitleOfSelfTest(const QString &line)
{
    static const QRegularExpression form(uR"(^Testing if (?:the )?(?:model )?\S+ (?:model )?is accessible)"_s);
    return line.contains("is accessible for Code Generation"_L1) ||
           (line.contains(" model "_L1) && form.match(line).hasMatch());
}

bool isStartOfSelfTestLine(const QString &line)
{
    return line.startsWith(u'>') || line.startsWith("Testing "_L1) || line.contains("Error: "_L1) ||
           line.startsWith("Traceback"_L1) || line.startsWith(u'-') || line.startsWith("usage:"_L1);
}

bool isSelfTestText(const QString &text)
{
    const auto isIn = [&](QLatin1StringView mark) { return text.contains(mark); };
    return std::ranges::any_of(kSelfTestMarks, isIn) ||
           (text.contains("troubleshoot_selfhosted_installation.py"_L1) && text.contains("can't open file"_L1));
}

} // namespace duodoctor::readers
