#include "ui/page_scroll_area.h"

#include <QAccessibleWidget>

namespace duodoctor
{

namespace
{

/// Qt owns what it returns.
QAccessibleInterface *makeAccessible(const QString &className, QObject *object)
{
    if (className != QLatin1StringView(PageScrollArea::staticMetaObject.className())) {
        return nullptr;
    }
    return new QAccessibleWidget(static_cast<QWidget *>(object), QAccessible::Pane);
}

} // namespace

PageScrollArea::PageScrollArea(QWidget *parent)
    : QScrollArea(parent)
{
    QAccessible::installFactory(makeAccessible); // the same factory again is ignored
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
}

} // namespace duodoctor
