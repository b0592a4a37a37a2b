import { htmlDocument, wayUp, type PagePlace } from "./document.ts";

/** The page that audits a server's own files: a text to read without JavaScript, and the auditor with it. */
export function auditPage(place: PagePlace): string {
  const up = wayUp(place);
  return htmlDocument(place, {
    title: "Who may relay through your server?",
    description:
      "Give the page your qmail server's files: it tells exactly who may relay through it, what is wrong, and how to mend it. Nothing leaves your browser.",
    script: `import { openAuditPage } from "/src/app/audit/main.ts";
      openAuditPage();`,
    text: `<p>Relay Lab · Audit</p>
        <h1>Who may relay through your server?</h1>
        <noscript><p>Examining files needs JavaScript. The same can be had on the command line: <code>lab audit DIR</code>.</p></noscript>
        <p>
          Give this page the files of your qmail server. It works out exactly who may send mail anywhere through it, tells
          what is wrong and mends it with you, and shows for any address and mail what would become of it.
        </p>
        <p>
          Nothing leaves this browser: the files are read and examined on your own machine. Once the page is there it needs
          no network.
        </p>
        <h2>Which files</h2>
        <ul>
          <li><code>tcp.smtp</code>, the rules that tcpserver has about clients, and <code>tcp.smtp.cdb</code>, what they were compiled to</li>
          <li>the folder <code>/var/qmail/control</code>: rcpthosts, locals, virtualdomains, me and what else is in it</li>
          <li><code>/service/qmail-smtpd/run</code>, the script that starts the server, or <code>inetd.conf</code></li>
        </ul>
        <p>Each of them may be missing; the page says what it can't tell then. A folder, a tar or a zip of them will do:</p>
        <pre><code>tar czf mail.tgz /etc/tcp.smtp* /var/qmail/control /service/qmail-smtpd/run</code></pre>
        <h2>What comes of it</h2>
        <ul>
          <li>whether the server is an open relay, in one sentence, and exactly which addresses may relay</li>
          <li>what is wrong in the files, by line, and a fix that you see before it's applied</li>
          <li>for any client, sender and recipient: what would become of the mail, and every decision on its way</li>
          <li>what is otherwise for anybody after your changes</li>
        </ul>
        <p><a href="${up}">The first lesson</a> · <a href="${up}sandbox/">The sandbox</a></p>`,
  });
}
