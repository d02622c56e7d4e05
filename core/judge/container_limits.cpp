#include "judge/container_limits.h"

#include "judge/finding_ids.h"

#include <QHash>
#include <QRegularExpression>

namespace duodoctor
{

using namespace Qt::StringLiterals;

std::optional<Finding> judgeLimits(std::optional<qint64> memoryBytes, std::optional<double> cpus, const QString &who)
{
    constexpr qint64 kLeastMemory = 512LL * 1000 * 1000;
    constexpr double kLeastCpus = 2;
    QStringList lacks;
    QStringList needs;
    if (memoryBytes && *memoryBytes > 0 && *memoryBytes < kLeastMemory) {
        lacks << u"its memory is limited to %1 MB"_s.arg(*memoryBytes / 1'000'000);
        needs << u"512 MB"_s;
    }
    if (cpus && *cpus > 0 && *cpus < kLeastCpus) {
        lacks << u"its processors are limited to %1"_s.arg(*cpus, 0, 'g', 3);
        needs << u"2 processors"_s;
    }
    if (lacks.isEmpty()) {
        return std::nullopt;
    }
    return makeFinding(finding::kGatewayUnderResourced, {{Argument::Detail, who + ": "_L1 + lacks.join(", "_L1)},
                                                         {Argument::Limit, needs.join(" and "_L1)}});
}

std::optional<double> readQuantity(const QString &text)
{
    static const QRegularExpression form(uR"(^(\d{1,15}(?:\.\d{1,6})?)(m|k|Ki|M|Mi|G|Gi|T|Ti)?$)"_s);
    static const QHash<QString, double> factors{
        {QString{}, 1.0},     {u"m"_s, 1e-3}, {u"k"_s, 1e3},           {u"Ki"_s, 1024.0}, {u"M"_s, 1e6},
        {u"Mi"_s, 1048576.0}, {u"G"_s, 1e9},  {u"Gi"_s, 1073741824.0}, {u"T"_s, 1e12},    {u"Ti"_s, 1099511627776.0}};
    const auto match = form.match(text.trimmed().left(40));
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    return match.captured(1).toDouble() * factors.value(match.captured(2), 1.0);
}

QString wordsForExit(int code)
{
    static const QHash<int, QString> meanings{{0, u"it was stopped, or its program ended by itself"_s},
                                              {1, u"its program ended with an error"_s},
                                              {125, u"the engine could not start it"_s},
                                              {126, u"its start command cannot be executed"_s},
                                              {127, u"its start command was not found"_s},
                                              {137, u"it was killed, most often for its memory"_s},
                                              {139, u"its program crashed"_s},
                                              {143, u"it was told to stop"_s}};
    const QString meaning = meanings.value(code);
    return u"exit code %1"_s.arg(code) + (meaning.isEmpty() ? QString{} : ": "_L1 + meaning);
}

} // namespace duodoctor
