#include "judge/model_support_table.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <span>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kYes = Support::Supported;
constexpr auto kNo = Support::Unsupported;
constexpr auto kOpen = Support::Unknown; ///< the table has no such row or column

/// One row of a table of the documents: completion, generation, chat, Agent Platform.
struct Row {
    QLatin1StringView pattern; ///< of the served name, lower case, anywhere in it
    std::array<Support, 4> support;
};

/// 17.3 to 17.5.
constexpr std::array kTable17_3{
    Row{"codestral"_L1, {kYes, kYes, kNo, kOpen}},
    Row{"claude-3-5-sonnet|claude-3.5-sonnet"_L1, {kNo, kYes, kYes, kOpen}},
    Row{"codegemma.*7b-it"_L1, {kNo, kYes, kNo, kOpen}},
    Row{"codegemma"_L1, {kYes, kNo, kNo, kOpen}},
    Row{"code-?llama.*13b-code|codellama.*13b-code"_L1, {kYes, kNo, kNo, kOpen}},
    Row{"code-?llama"_L1, {kNo, kYes, kNo, kOpen}},
    Row{"deepseek-coder.*instruct"_L1, {kYes, kYes, kNo, kOpen}},
    Row{"deepseek-coder.*base"_L1, {kYes, kNo, kNo, kOpen}},
    Row{"gpt-(3\\.5|4)"_L1, {kNo, kYes, kNo, kOpen}},
};

/// 17.6 to 18.x (documents of 17.9).
constexpr std::array kTable17_9{
    Row{"codestral"_L1, {kYes, kYes, kNo, kOpen}},
    Row{"mistral-7b-instruct-v0\\.3|mistral-7b-it-v0\\.3"_L1, {kYes, kYes, kNo, kOpen}},
    Row{"mixtral-8x(7|22)b-(instruct|it)"_L1, {kYes, kYes, kYes, kOpen}},
    Row{"claude-3[-.][57]-sonnet"_L1, {kYes, kYes, kYes, kOpen}},
    Row{"gpt-4"_L1, {kYes, kYes, kYes, kOpen}},
    Row{"llama-?3"_L1, {kYes, kYes, kYes, kOpen}},
    Row{"codegemma.*7b-it"_L1, {kNo, kYes, kNo, kOpen}},
    Row{"codegemma"_L1, {kYes, kNo, kNo, kOpen}},
    Row{"code-?llama"_L1, {kNo, kYes, kNo, kOpen}},
    Row{"deepseek-coder.*instruct"_L1, {kYes, kYes, kNo, kOpen}},
    Row{"deepseek-coder.*base"_L1, {kYes, kNo, kNo, kOpen}},
};

/// Current documents (19.x); P counts as supported, X as not.
constexpr std::array kTableCurrent{
    Row{"claude.*(sonnet-4|4-sonnet|haiku-4|opus-4)"_L1, {kYes, kYes, kYes, kYes}},
    Row{"gpt-4"_L1, {kYes, kYes, kYes, kNo}},
    Row{"gpt-oss-120b"_L1, {kYes, kYes, kYes, kNo}},
    Row{"gpt-5"_L1, {kYes, kYes, kYes, kYes}},
    Row{"mistral-medium-3"_L1, {kYes, kYes, kYes, kYes}},
    Row{"codestral"_L1, {kYes, kYes, kYes, kNo}},
    Row{"mistral-small.*2506"_L1, {kYes, kYes, kYes, kNo}},
    Row{"glm-5"_L1, {kNo, kNo, kYes, kYes}},
    Row{"kimi-k2"_L1, {kNo, kNo, kYes, kYes}},
    Row{"minimax-m2"_L1, {kNo, kNo, kYes, kYes}},
    Row{"llama-?3\\.[13].*"_L1, {kYes, kYes, kYes, kNo}},
    Row{"llama-?3"_L1, {kYes, kYes, kNo, kNo}},
    Row{"codegemma"_L1, {kYes, kYes, kNo, kNo}},
    Row{"code-?llama"_L1, {kYes, kYes, kNo, kNo}},
    Row{"deepseek-coder"_L1, {kYes, kYes, kNo, kNo}},
    Row{"gemini-3|gemma-4-31b|qwen3\\.6-35b"_L1, {kOpen, kOpen, kOpen, kYes}},
};

/// Names of wide-spread models that stand in none of the tables.
constexpr std::array kUnlisted{"phi-3"_L1,    "phi-4"_L1,      "falcon"_L1,  "starcoder"_L1, "command-r"_L1,
                               "qwen"_L1,     "gemma-2"_L1,    "gemma-3"_L1, "tinyllama"_L1, "vicuna"_L1,
                               "llama-2"_L1,  "granite"_L1,    "smollm"_L1,  "yi-"_L1,       "dolly"_L1,
                               "stablelm"_L1, "deepseek-r1"_L1};

/// A family with the first version that has it, and the models that a bare family name stands for.
struct Family {
    QLatin1StringView name;
    GitLabVersion since;
};

const std::array kFamilies{
    Family{"mistral"_L1, {17, 1, {}}},   Family{"mixtral"_L1, {17, 1, {}}},   Family{"codestral"_L1, {17, 3, {}}},
    Family{"codegemma"_L1, {17, 1, {}}}, Family{"codellama"_L1, {17, 3, {}}}, Family{"deepseekcoder"_L1, {17, 3, {}}},
    Family{"claude_3"_L1, {17, 3, {}}},  Family{"gpt"_L1, {17, 3, {}}},       Family{"llama3"_L1, {17, 9, {}}},
    Family{"gemini"_L1, {18, 0, {}}},    Family{"general"_L1, {18, 3, {}}},
};

Support lookUp(std::span<const Row> table, const QString &name, FeatureGroup group)
{
    for (const Row &row : table) {
        const QRegularExpression pattern(QString{row.pattern});
        if (pattern.match(name).hasMatch()) {
            return row.support.at(static_cast<size_t>(group));
        }
    }
    return Support::Unknown;
}

bool hasRow(std::span<const Row> table, const QString &name)
{
    return std::ranges::any_of(
        table, [&name](const Row &row) { return QRegularExpression(QString{row.pattern}).match(name).hasMatch(); });
}

std::span<const Row> tableFor(const GitLabVersion &version)
{
    if (version < GitLabVersion{17, 6, {}}) {
        return kTable17_3;
    }
    return version < GitLabVersion{19, 0, {}} ? std::span<const Row>{kTable17_9} : std::span<const Row>{kTableCurrent};
}

/// Families whose every model agrees, so that the family alone tells.
QString nameOrFamily(const QString &servedName, const QString &family)
{
    static const QStringList telling{u"codestral"_s, u"codegemma"_s, u"codellama"_s, u"deepseekcoder"_s};
    const QString name = servedName.toLower().left(300);
    if (hasRow(kTableCurrent, name) || !telling.contains(family)) {
        return name;
    }
    return family == "deepseekcoder"_L1 ? u"deepseek-coder-instruct"_s : family;
}

} // namespace

std::optional<FeatureGroup> featureGroup(const QString &feature)
{
    if (feature.startsWith("duo_agent_platform"_L1)) {
        return FeatureGroup::AgentPlatform;
    }
    if (feature.startsWith("duo_chat"_L1)) {
        return FeatureGroup::Chat;
    }
    if (feature == "code_completions"_L1) {
        return FeatureGroup::Completion;
    }
    return feature == "code_generations"_L1 ? std::optional{FeatureGroup::Generation} : std::nullopt;
}

Support modelSupport(const QString &servedName, const QString &family, FeatureGroup group,
                     const std::optional<GitLabVersion> &version)
{
    if (family == "general"_L1) {
        return Support::Unknown; // any model, as far as it goes
    }
    const QString name = nameOrFamily(servedName, family);
    if (version) {
        return lookUp(tableFor(*version), name, group);
    }
    const std::array answers{lookUp(kTable17_3, name, group), lookUp(kTable17_9, name, group),
                             lookUp(kTableCurrent, name, group)};
    const bool isNever = std::ranges::all_of(answers, [](Support answer) { return answer == Support::Unsupported; });
    return isNever ? Support::Unsupported : Support::Unknown;
}

Support familySupport(const QString &family, const std::optional<GitLabVersion> &version)
{
    if (family.isEmpty()) {
        return Support::Unknown;
    }
    const auto it = std::ranges::find(kFamilies, family, [](const Family &row) { return QString{row.name}; });
    if (it == kFamilies.end()) {
        return Support::Unsupported;
    }
    if (!version) {
        return Support::Unknown;
    }
    return *version < it->since ? Support::Unsupported : Support::Supported;
}

bool isUnlistedModel(const QString &servedName)
{
    const QString name = servedName.toLower().left(300);
    // CodeGemma 2b holds the name of another model.
    if (hasRow(kTable17_3, name) || hasRow(kTable17_9, name) || hasRow(kTableCurrent, name)) {
        return false;
    }
    return std::ranges::any_of(kUnlisted, [&](QLatin1StringView part) { return name.contains(part); });
}

} // namespace duodoctor
