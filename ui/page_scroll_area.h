#pragma once

#include <QScrollArea>

namespace duodoctor
{

/// A frameless scroll area for a page, safe to be read by assistive tools while its scroll bars come and go.
///
/// In Qt 6.4.2 the accessible child of a scroll area is taken by an unchecked index from the bars that are visible at
/// that moment: a tool that counted them before a layout change and asks after it crashes the program. Here the
/// children are those of any widget, which are checked.
class PageScrollArea : public QScrollArea
{
    Q_OBJECT
public:
    explicit PageScrollArea(QWidget *parent = nullptr);
};

} // namespace duodoctor
