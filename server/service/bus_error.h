#pragma once

namespace dateline {

// From now on, a file of the index that is cut while it is mapped ends the program with a line on
// standard error that says what happened and what to do, and then by SIGBUS, on which a service
// manager starts it again. No answer can be made of what is not there.
void explain_bus_errors();

}  // namespace dateline
