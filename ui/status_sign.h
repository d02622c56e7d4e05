#pragma once

#include "check/check_result.h"
#include "judge/finding.h"

#include <QColor>
#include <QIcon>
#include <QPalette>
#include <QRectF>
#include <QString>

class QPainter;

namespace duodoctor
{

/// Every state that the window shows for a check, a node of the chain or a finding. A sign is always a shape and a
/// word; its colour only repeats them.
enum class StatusSign { NotChecked, Waiting, Running, Passed, Note, Warning, Failed, Blocked, Skipped };

StatusSign signFor(CheckStatus status);
StatusSign signFor(Severity severity);

/// One word or two, translated: "Failed", "Not checked".
QString wordFor(StatusSign sign);

/// True for what needs a person's attention.
bool isProblem(StatusSign sign);

/// How alarming a sign is compared with another: for "the worst of".
int weightOf(StatusSign sign);

/// Readable on the palette's window and base colours, light or dark (at least 4.5 to 1 against the default palettes).
QColor colorFor(StatusSign sign, const QPalette &palette);
/// A faint background of the same hue, for banners and blocks.
QColor tintFor(StatusSign sign, const QPalette &palette);

/// Paints the sign's shape into `box`, which should be square. Scales without loss.
void paintSign(QPainter &painter, const QRectF &box, StatusSign sign, const QPalette &palette);
/// The same as an icon, for widgets that take one.
QIcon iconFor(StatusSign sign, const QPalette &palette);

/// True when text is lighter than what it stands on.
bool isDark(const QPalette &palette);
/// The same palette, where a desktop's theme left the colour of hints that of another theme, with one that can be read.
QPalette withReadableHints(QPalette palette);
/// `a` with `share` (0 to 1) of `b`.
QColor mixed(const QColor &a, const QColor &b, qreal share);

} // namespace duodoctor
