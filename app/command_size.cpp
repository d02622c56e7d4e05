#include "app/command_size.h"

#include "app/messages.h"
#include "app/sizing_output.h"
#include "setup/setup_guide.h"

#include <CLI/CLI.hpp>

#include <QJsonDocument>
#include <QLocale>

#include <cmath>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

/// A whole number from 1 to `most`. @return what is wrong with it, or empty.
QString readCount(const std::string &written, int most, const QString &what, int &count)
{
    const QString text = QString::fromStdString(written).trimmed();
    bool isNumber = false;
    const double number = QLocale::c().toDouble(text, &isNumber);
    if (!isNumber || !std::isfinite(number)) {
        return u"this is no number of %1; write a whole number such as 200."_s.arg(what);
    }
    if (number < 1) {
        return u"there is at least one of the %1; write a number from 1 to %2."_s.arg(what).arg(most);
    }
    if (number > most) {
        return u"no gateway serves so many %1; write a number from 1 to %2."_s.arg(what).arg(most);
    }
    if (number != std::floor(number)) {
        return u"%1 are counted in whole numbers; write for example %2."_s.arg(what).arg(
            static_cast<int>(std::ceil(number)));
    }
    count = static_cast<int>(number);
    return {};
}

/// A rate above 0. @return what is wrong with it, or empty.
QString readRate(const std::string &written, double &rate)
{
    bool isNumber = false;
    rate = QLocale::c().toDouble(QString::fromStdString(written).trimmed(), &isNumber);
    if (!isNumber || !std::isfinite(rate)) {
        return u"this is no rate; write requests per second as a number such as 3.5."_s;
    }
    if (rate <= 0 || rate > kMaxSizingRate) {
        return u"this is out of range; write requests per second above 0 and up to %1."_s.arg(
            QString::number(kMaxSizingRate, 'f', 0));
    }
    return {};
}

QString mistakeOf(QLatin1StringView option, const std::string &value, const QString &sentence)
{
    return sentence.isEmpty() ? QString{}
                              : u"%1 %2: %3"_s.arg(option, printable(QString::fromStdString(value)), sentence);
}

} // namespace

const char *SizeCommand::description() const
{
    return "Says how large the gateway has to be";
}

const char *SizeCommand::examples() const
{
    return "  duo-doctor size --users 1000\n"
           "      instances, CPU and memory for 1000 active users, and how they follow\n"
           "  duo-doctor size --users 1000 --concurrency 120\n"
           "      where the requests at once were measured\n"
           "  duo-doctor size --users 1000 --requests-per-second 3.5 --format json\n"
           "      where the rate was measured, for a script";
}

void SizeCommand::declare(CLI::App &sub)
{
    sub.add_option("--users", m_users, "Active (billable) users of all GitLab instances that the gateway serves")
        ->required()
        ->type_name("N");
    sub.add_option("--concurrency", m_concurrency, "Requests at once at the peak, where measured")->type_name("C");
    sub.add_option("--requests-per-second", m_requestsPerSecond, "Requests per second at the peak, where measured")
        ->type_name("R");
}

QString SizeCommand::read(SizingQuestion &question) const
{
    QString mistake = mistakeOf("--users"_L1, m_users, readCount(m_users, kMaxSizingUsers, u"users"_s, question.users));
    if (mistake.isEmpty() && m_concurrency && m_requestsPerSecond) {
        return u"--concurrency: it already decides the size, so --requests-per-second would not count; "
               "leave one of them out."_s;
    }
    if (mistake.isEmpty() && m_concurrency) {
        question.concurrentRequests.emplace();
        mistake =
            mistakeOf("--concurrency"_L1, *m_concurrency,
                      readCount(*m_concurrency, kMaxSizingConcurrency, u"requests"_s, *question.concurrentRequests));
    }
    if (mistake.isEmpty() && m_requestsPerSecond) {
        question.requestsPerSecond.emplace();
        mistake = mistakeOf("--requests-per-second"_L1, *m_requestsPerSecond,
                            readRate(*m_requestsPerSecond, *question.requestsPerSecond));
    }
    return mistake;
}

ExitStatus SizeCommand::run(CommandContext &context)
{
    SizingQuestion question;
    if (const QString mistake = read(question); !mistake.isEmpty()) {
        printMessage(context, mistake);
        return ExitStatus::WrongUsage;
    }
    const SetupGuide guide;
    const Sizing sizing = sizeGateway(guide.sizing(), question);
    if (context.common.format == "json") {
        context.out << QJsonDocument(sizingJson(guide.sizing(), question, sizing)).toJson().toStdString();
    } else {
        context.out << sizingText(guide.sizing(), question, sizing, context.width, context.outIsColored).toStdString();
    }
    return ExitStatus::Ok;
}

} // namespace duodoctor
