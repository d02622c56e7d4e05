#include "app/messages.h"

#include "report/visible_text.h"

using namespace Qt::StringLiterals;

namespace duodoctor
{

QString printable(const QString &text)
{
    return visibleText(text, LineBreaks::AsBlanks);
}

void printLine(std::ostream &stream, const QString &line)
{
    const QByteArray utf8 = printable(line).toUtf8();
    stream.write(utf8.constData(), utf8.size());
    stream.put('\n');
    stream.flush();
}

void printMessage(const CommandContext &context, const QString &sentence)
{
    printLine(context.err, u"duo-doctor %1: %2"_s.arg(QString::fromStdString(context.commandName), sentence));
}

void printNotice(const CommandContext &context, const QString &sentence)
{
    if (!context.common.quiet) {
        printMessage(context, sentence);
    }
}

ExitStatus usageError(const CommandContext &context, const QString &place, const QString &sentence)
{
    printMessage(context, u"%1: %2"_s.arg(place, sentence));
    return ExitStatus::WrongUsage;
}

} // namespace duodoctor
