/** What does here what a command of another system does. */
export type ForeignAdvice =
  | string
  | {
      /** What to try, the best first; the first that is installed is told. */
      readonly try: readonly string[];
      readonly is?: string;
      readonly otherwise: string;
    };

const files = "Files are edited in the pane Files.";
const editor: ForeignAdvice = { is: "An editor", try: ["vi FILE", "nano FILE"], otherwise: files };
const leave = "exit ends this shell, and so does Ctrl-D.";
const install = "Nothing can be installed here. man -k WORD finds what there is.";
const clean = "Ctrl-L clears the console.";
const console = "Each machine has a console of its own on this page.";
const other = "The mail server here is qmail: see man qmail and man qmail-control.";
const addresses = "The host's own name is told by hostname, and the addresses of names by host NAME.";

function inUnix(...words: readonly string[]): ForeignAdvice {
  return { is: "In Unix", try: words, otherwise: "Type help for the commands there are." };
}

function asksDns(...words: readonly string[]): ForeignAdvice {
  return { is: "DNS is asked by", try: words, otherwise: "DNS can't be asked from here." };
}

const rows: readonly (readonly [names: string, advice: ForeignAdvice])[] = [
  ["dir ll l vdir", inUnix("ls -l")],
  ["copy xcopy", inUnix("cp FROM TO")],
  ["type", inUnix("cat FILE")],
  ["del erase", inUnix("rm FILE")],
  ["ren rename move", inUnix("mv FROM TO")],
  ["md", inUnix("mkdir FOLDER")],
  ["rd", inUnix("rmdir FOLDER")],
  ["chdir", inUnix("pwd", "ls")],
  ["findstr", inUnix("grep WORD FILE")],
  ["fc", inUnix("diff ONE OTHER")],
  ["tasklist top htop", inUnix("ps ax")],
  ["taskkill tskill", inUnix("kill PID", "svc -t /service/NAME")],
  ["attrib", inUnix("chmod MODE FILE")],
  ["tracert traceroute mtr", inUnix("ping HOST")],
  ["more less pg", inUnix("less FILE", "cat FILE")],
  ["edit notepad write vim gvim vi nano pico joe emacs ed ee mcedit", editor],
  ["quit bye logout q :q :q! :wq logoff close", leave],
  ["cls clear reset", clean],
  ["ssh rlogin rsh putty", console],
  ["ipconfig ifconfig ip winipcfg", addresses],
  ["nslookup dig", asksDns("host NAME")],
  ["dnsmx dnsip dnsname dnstxt dnsqr", asksDns("host NAME")],
  ["nc netcat ncat swaks openssl nmap", inUnix("telnet HOST 25")],
  ["apt apt-get aptitude yum dnf rpm dpkg apk pacman brew pip make gcc wget curl git", install],
  ["postfix postconf postqueue postmap exim exim4 newaliases smtpctl m4 makemap", other],
  [
    "mailx mutt pine elm sendmail mail",
    { is: "Mail is sent by", try: ["mail ADDRESS", "telnet HOST 25"], otherwise: other },
  ],
  [
    "mailq qmhandle",
    { is: "The queue is shown by", try: ["qmail-qread", "qmailctl queue"], otherwise: other },
  ],
  [
    "syslog journalctl dmesg logread",
    { is: "The logs are files", try: ["tail /var/log/qmail/smtpd/current"], otherwise: other },
  ],
  ["tcpdump wireshark", { is: "Sessions are shown by", try: ["recordio qmail-smtpd"], otherwise: other }],
  [
    "? /? h commands hilfe aide info",
    "help lists commands, man NAME tells of one, and man -k WORD searches.",
  ],
  ["history", "The arrow keys bring back what you have typed."],
  [
    "reboot shutdown halt init",
    "The machine stays on. Services are started and stopped by svc: see man services.",
  ],
  ["useradd adduser passwd", "The users here are given. None of them has a password."],
  ["whereis locate", inUnix("which NAME", "find FOLDER -name NAME")],
];

/** By name, in small letters. */
export const foreignCommands: ReadonlyMap<string, ForeignAdvice> = new Map(
  rows.flatMap(([names, advice]) => names.split(" ").map((name): [string, ForeignAdvice] => [name, advice])),
);
