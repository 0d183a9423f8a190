// Holds a conversation with the usual client library, and prints each activity it hears as a line of JSON.
// node direct-line.cjs CLIENTS-FOLDER DOMAIN TOKEN true|false QUESTION…
const { createRequire } = require('node:module');
const [folder, domain, token, webSocket, ...questions] = process.argv.slice(2);
const clients = createRequire(`${folder}/`);

// The library is written for browsers.
global.XMLHttpRequest = clients('xhr2');
global.WebSocket = clients('ws');
const { DirectLine, ConnectionStatus } = clients('botframework-directlinejs');

const line = new DirectLine({ domain, token, webSocket: webSocket === 'true', pollingInterval: 200 });
line.connectionStatus$.subscribe(status => {
  if (status === ConnectionStatus.FailedToConnect || status === ConnectionStatus.ExpiredToken) {
    console.error(`not connected: ${ConnectionStatus[status]}`);
    process.exit(1);
  }
});

function ask() {
  const text = questions.shift();
  if (text === undefined) {
    line.end();
    process.exit(0);
  }
  line.postActivity({ type: 'message', from: { id: 'somebody', role: 'bot' }, text, channelData: { clientActivityID: text } }).subscribe(
    id => console.log(JSON.stringify({ type: 'posted', id, text })),
    failure => { console.error(`not sent: ${failure.message}`); process.exit(1); });
}

// The next question follows when the bot has said something: first its greeting, then its answers.
line.activity$.filter(activity => activity.type === 'message').subscribe(activity => {
  console.log(JSON.stringify(activity));
  if (activity.from.role === 'bot') {
    ask();
  }
});
