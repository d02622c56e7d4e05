#include "app/command.h"

int main()
{
    return 0;
}
