#pragma once

#include "playbook/playbook.h"

#include <QStringList>

namespace duodoctor
{

/// The numbers that a remedy's steps are shown with, one for each: `1`, `2a`, `2b`, `3`. Steps of which a person does
/// only one, because they are for different ways of installing, share a number.
QStringList stepNumbers(const QList<RenderedStep> &steps);

} // namespace duodoctor
