#include "ui/page_tree.h"

#include "session/session.h"
#include "ui/dialog_port.h"

namespace duodoctor
{

PageTree::PageTree(Session &session, DialogPort &dialogs, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_dialogs(dialogs)
{
}

void PageTree::refresh() {}

} // namespace duodoctor
