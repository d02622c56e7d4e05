#include "playbook/step_numbers.h"

namespace duodoctor
{

QStringList stepNumbers(const QList<RenderedStep> &steps)
{
    QStringList numbers;
    int number = 0;
    char16_t letter = u'a';
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const bool isAlternative = i > 0 && steps.at(i).isAlternative;
        const bool hasAlternative = i + 1 < steps.size() && steps.at(i + 1).isAlternative;
        number += isAlternative ? 0 : 1;
        letter = isAlternative ? static_cast<char16_t>(letter + 1) : u'a';
        numbers << QString::number(number) + (isAlternative || hasAlternative ? QString(QChar(letter)) : QString{});
    }
    return numbers;
}

} // namespace duodoctor
