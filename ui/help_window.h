#pragma once

#include <QDialog>

namespace duodoctor
{

/// What the wizard does and which keys it knows; does not block the window behind it.
class HelpWindow : public QDialog
{
    Q_OBJECT
public:
    explicit HelpWindow(QWidget *parent = nullptr);
};

} // namespace duodoctor
