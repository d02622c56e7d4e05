#include "ui/hand_instruction_text.h"

#include <QCoreApplication>

namespace duodoctor
{

using namespace Qt::StringLiterals;

Remedy remedyOf(const HandInstruction &instruction, const QString &title, const QString &why)
{
    const auto words = [](const char *text) { return QCoreApplication::translate("HandInstruction", text); };
    Remedy remedy;
    remedy.title = title;
    remedy.message = why;
    remedy.steps << RenderedStep{words("%1, run this command. It changes nothing.").arg(instruction.where),
                                 instruction.command, u"sh"_s, instruction.vantage};
    remedy.steps << RenderedStep{
        words("Paste what comes back below, errors included, and press “Read it”."), {}, {}, std::nullopt};
    return remedy;
}

} // namespace duodoctor
