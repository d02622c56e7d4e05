#include "playbook/command_text.h"

#include "playbook/literal_context.h"
#include "playbook/shell_context.h"

#include <QRegularExpression>

#include <functional>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Takes a command apart: its own text, its placeholders, its mistakes, each in its order.
struct CommandVisitor {
    std::function<void(QStringView)> text;
    std::function<void(QStringView, qsizetype)> placeholder;
    std::function<void(qsizetype, const QString &)> problem;
};

void visitCommand(QStringView command, const CommandVisitor &visitor)
{
    qsizetype at = 0;
    while (at < command.size()) {
        const QChar c = command[at];
        if (c != u'{' && c != u'}') {
            qsizetype end = at;
            while (end < command.size() && command[end] != u'{' && command[end] != u'}') {
                ++end;
            }
            visitor.text(command.sliced(at, end - at));
            at = end;
            continue;
        }
        if (at + 1 < command.size() && command[at + 1] == c) {
            visitor.text(command.sliced(at, 1));
            at += 2;
            continue;
        }
        const qsizetype close = c == u'{' ? command.indexOf(u'}', at) : -1;
        if (close < 0) {
            visitor.problem(at, u"a single brace; a literal one is doubled"_s);
            visitor.text(command.sliced(at++, 1));
            continue;
        }
        visitor.placeholder(command.sliced(at + 1, close - at - 1), at);
        at = close + 1;
    }
}

template <typename Context>
QString fillIn(QStringView command, Context context, const PlaceholderValues &values)
{
    QString out;
    const auto addText = [&](QStringView text) {
        context.advance(text);
        out += text;
    };
    visitCommand(command, {addText,
                           [&](QStringView name, qsizetype) {
                               const auto value = values.value(name);
                               const auto written = value ? context.write(*value) : std::nullopt;
                               out += written.value_or(missingWord(name));
                           },
                           [](qsizetype, const QString &) {}});
    return out;
}

} // namespace

QString filledCommand(QStringView command, QStringView language, const PlaceholderValues &values)
{
    if (language == "sh"_L1) {
        return fillIn(command, ShellContext{}, values);
    }
    return fillIn(command, LiteralContext{literalLanguageFromWire(language).value_or(LiteralLanguage::Text)}, values);
}

QString inClusterOf(const QString &command, QLatin1StringView placeholder, const PlaceholderValues &values)
{
    if (values.value(QString(placeholder)).value_or(QString{}).isEmpty()) {
        return command;
    }
    static const QRegularExpression client(
        uR"((^[ \t]*|[|;&(][ \t]*)((?:sudo |timeout \d+ )*(kubectl|helm)) (?![^\n]*--(?:kube-)?context))"_s,
        QRegularExpression::MultilineOption);
    QString result = command;
    for (auto it = client.globalMatch(command); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const QString option = match.captured(3) == "helm"_L1 ? u" --kube-context {%1}"_s : u" --context {%1}"_s;
        result.insert(match.capturedEnd(2) + result.size() - command.size(), option.arg(placeholder));
    }
    return result;
}

QList<TextProblem> commandProblems(QStringView command, QStringView language)
{
    QList<TextProblem> problems;
    const bool isShell = language == "sh"_L1;
    ShellContext shell;
    visitCommand(command, {[&](QStringView text) { shell.advance(text); },
                           [&](QStringView name, qsizetype offset) {
                               if (!isPlaceholder(name)) {
                                   problems.append({offset, u"unknown placeholder {%1}"_s.arg(name)});
                               } else if (isShell && !shell.takesValues()) {
                                   problems.append(
                                       {offset, u"{%1} stands where no value can be quoted (backticks, ${…}, $((…)), "
                                                "a here-document)"_s.arg(name)});
                               }
                           },
                           [&](qsizetype offset, const QString &problem) {
                               problems.append({offset, problem});
                           }});
    return problems;
}

} // namespace duodoctor
