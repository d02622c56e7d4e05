#include "ui/page_set_up.h"

#include "session/session.h"
#include "ui/dialog_port.h"

namespace duodoctor
{

PageSetUp::PageSetUp(Session &session, DialogPort &dialogs, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_dialogs(dialogs)
{
}

void PageSetUp::refresh() {}

} // namespace duodoctor
