#include "ui/sizing_words.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMaxScaleOut = 2; ///< times the computed instances, as the upper bound of autoscaling

/// Gives tr() a context of its own outside of a class.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(SizingWords)
};

/// As the user's country writes it, else as programs do.
std::optional<double> numberIn(const QString &text)
{
    bool isNumber = false;
    double number = QLocale().toDouble(text.trimmed(), &isNumber);
    if (!isNumber) {
        number = QLocale::c().toDouble(text.trimmed(), &isNumber);
    }
    return isNumber && std::isfinite(number) ? std::optional{number} : std::nullopt;
}

bool isCount(const std::optional<double> &number, int most)
{
    return number && *number >= 1 && *number <= most && *number == std::floor(*number);
}

FieldHint hintForCount(const QString &text, int most)
{
    if (text.trimmed().isEmpty() || isCount(numberIn(text), most)) {
        return {};
    }
    return {FieldHint::Level::Problem,
            Words::tr("Write a whole number from 1 to %1, such as 200.").arg(QLocale().toString(most))};
}

bool isRate(const std::optional<double> &number)
{
    return number && *number > 0 && *number <= kMaxSizingRate;
}

} // namespace

FieldHint hintForUsers(const QString &text)
{
    return hintForCount(text, kMaxSizingUsers);
}

FieldHint hintForConcurrency(const QString &text)
{
    return hintForCount(text, kMaxSizingConcurrency);
}

FieldHint hintForRate(const QString &text)
{
    if (text.trimmed().isEmpty() || isRate(numberIn(text))) {
        return {};
    }
    return {FieldHint::Level::Problem, Words::tr("Write requests per second above 0 and up to %1, such as 3.5.")
                                           .arg(QLocale().toString(static_cast<int>(kMaxSizingRate)))};
}

std::optional<SizingQuestion> sizingQuestion(const TypedLoad &typed)
{
    const auto users = numberIn(typed.users);
    if (!isCount(users, kMaxSizingUsers)) {
        return std::nullopt;
    }
    SizingQuestion question;
    question.users = static_cast<int>(*users);
    if (!typed.concurrentRequests.trimmed().isEmpty()) {
        const auto concurrency = numberIn(typed.concurrentRequests);
        if (!isCount(concurrency, kMaxSizingConcurrency)) {
            return std::nullopt;
        }
        question.concurrentRequests = static_cast<int>(*concurrency);
    } else if (!typed.requestsPerSecond.trimmed().isEmpty()) {
        const auto rate = numberIn(typed.requestsPerSecond);
        if (!isRate(rate)) {
            return std::nullopt;
        }
        question.requestsPerSecond = *rate;
    }
    return question;
}

QString wordsFor(const SizingOption &option)
{
    const QString instance =
        Words::tr("%1 vCPU and %2 GiB of memory").arg(option.size.vcpus).arg(option.size.memoryGib);
    return option.instances == 1
               //: %1: "8 vCPU and 32 GiB of memory"
               ? Words::tr("1 instance with %1").arg(instance)
               //: %1: how many, %2: "8 vCPU and 32 GiB of memory"
               : Words::tr("%1 instances with %2 each").arg(QLocale().toString(option.instances), instance);
}

QString autoscaleCommand(const SizingOption &chosen)
{
    const int percent = chosen.size.autoscaleAtCpuPercent;
    return percent == 0
               ? QString{}
               : u"kubectl autoscale deployment <deployment> --namespace <namespace> --cpu-percent=%1 --min=%2 --max=%3"_s
                     .arg(percent)
                     .arg(chosen.instances)
                     .arg(kMaxScaleOut * chosen.instances);
}

} // namespace duodoctor
