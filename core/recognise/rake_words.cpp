#include "recognise/rake_words.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

using RakeStep = RakeReport::Step;
using Generation = RakeReport::Generation;

constexpr std::array kRakeHeaders{
    RakeHeader{"Collecting system information"_L1, RakeStep::SystemInformation},
    RakeHeader{"Verifying environmental variables"_L1, RakeStep::GatewayUrl},
    RakeHeader{"Verifying AI Gateway URL configuration"_L1, RakeStep::GatewayUrl},
    RakeHeader{"Checking transport-level connectivity"_L1, RakeStep::Transport},
    RakeHeader{"Verifying license access to code suggestions"_L1, RakeStep::License},
    RakeHeader{"Checking if AI Gateway is accessible"_L1, RakeStep::GatewayHealth},
    RakeHeader{"Checking AI Gateway accessibility"_L1, RakeStep::GatewayHealth},
    RakeHeader{"Checking self-hosted model configuration"_L1, RakeStep::Models},
    RakeHeader{"Checking feature settings and model assignments"_L1, RakeStep::Features},
    RakeHeader{"Testing request flow to configured models"_L1, RakeStep::RequestFlow},
    RakeHeader{"Checking Duo Workflow Service connectivity"_L1, RakeStep::WorkflowService},
    RakeHeader{"Checking GitLab Duo Agent Platform WebSocket"_L1, RakeStep::WebSocket},
};

/// Words that no other program writes, besides the headers.
constexpr std::array kRakeMarks{"GitLab Duo Self-Hosted Setup Verification"_L1,
                                "debug issues with your self-hosted Duo installation"_L1,
                                "DIAGNOSTIC SUMMARY (sanitize"_L1,
                                "has no access to code suggestions, debugging cause"_L1,
                                "License is correct, but user does not have access to code suggestions"_L1,
                                "License does not provide access to code suggestions, verify your license"_L1,
                                "Cannot access AI Gateway. Possible causes"_L1,
                                "Invalid AI Gateway URL format"_L1,
                                "Set 'Ai::Setting.instance.ai_gateway_url' to point"_L1,
                                "Set the 'ai_gateway_url' application setting to point"_L1,
                                "Set 'AI_GATEWAY_URL' to point to your AI Gateway"_L1,
                                ">> AI Gateway URL configured:"_L1,
                                ">> AI Gateway server is accessible"_L1,
                                ">> AI Gateway returned HTTP "_L1,
                                "Model endpoint returned non-200 status"_L1,
                                "Model endpoint failed: "_L1,
                                ">> Duo Workflow Service is not reachable"_L1,
                                ">> WebSocket upgrade "_L1,
                                "to build task 'gitlab:duo:verify_self_hosted_setup"_L1,
                                "TOP => gitlab:duo:verify_self_hosted_setup"_L1};

} // namespace

const RakeHeader *rakeHeaderIn(const QString &line)
{
    const auto found =
        std::ranges::find_if(kRakeHeaders, [&](const RakeHeader &header) { return line.contains(header.text); });
    return found == kRakeHeaders.end() ? nullptr : &*found;
}

bool isStartOfRakeLine(const QString &line)
{
    static const QRegularExpression start(
        uR"(^(?:>>|- |[═=]{5}|\{|\}|"|Testing model:|Release state:|API token:|Proxy |Certificate:|Response time:|Health |)"
        uR"(Connection error:|Skipping |No |Note:|User |License |Set |Cannot |Invalid |Error|rake aborted|Tasks:|\(See|)"
        uR"(\S Model endpoint|Model endpoint|\d+ feature settings|\S+: \d+ feature))"_s);
    static const QRegularExpression model(uR"(^\S.{0,200}\([^()]*\): \S+)"_s);
    return rakeHeaderIn(line) || start.match(line).hasMatch() || model.match(line).hasMatch();
}

bool isRakeText(const QString &text)
{
    const auto isIn = [&](QLatin1StringView part) { return text.contains(part); };
    return std::ranges::any_of(kRakeMarks, isIn) ||
           std::ranges::any_of(kRakeHeaders, [&](const RakeHeader &header) { return isIn(header.text); });
}

RakeReport::Generation rakeGenerationOf(const QString &text)
{
    if (text.contains("enabled_instance_verbose_ai_logs"_L1) || text.contains("Checking transport-level"_L1) ||
        text.contains("Checking Duo Workflow Service connectivity"_L1) ||
        text.contains("'ai_gateway_url' application setting"_L1)) {
        return Generation::R3;
    }
    if (text.contains("Verifying environmental variables"_L1) ||
        text.contains("Checking if AI Gateway is accessible"_L1) || text.contains("Set 'AI_GATEWAY_URL' to point"_L1)) {
        return Generation::R1;
    }
    if (text.contains("Self-Hosted Setup Verification"_L1) || text.contains("Ai::Setting.instance.ai_gateway_url"_L1) ||
        text.contains("Checking self-hosted model configuration"_L1)) {
        return Generation::R2;
    }
    return Generation::Unknown;
}

} // namespace duodoctor::readers
