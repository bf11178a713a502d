/** The one line for other sites: defines the widget and puts its launcher on the page. */

import "./quiver-chat.js";

const chat = document.createElement("quiver-chat");
chat.setAttribute("launcher", "");
document.body.append(chat);
