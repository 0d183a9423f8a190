// The conversation of this page: Web Chat over the bot's own Direct Line.
(function () {
  'use strict';

  var nonce = document.currentScript.nonce;
  var notice = document.getElementById('notice');
  var examples = document.getElementById('examples');
  var dark = window.matchMedia('(prefers-color-scheme: dark)');

  function say(text) {
    notice.textContent = text;
    notice.hidden = !text;
  }

  // The browser keeps a cookie that only this address gets, so a page that is loaded again goes on with its conversation.
  function askForToken(fresh) {
    return fetch('/webchat/token' + (fresh ? '?new=true' : ''), { method: 'POST', headers: { 'X-Web-Chat': '1' } }).then(function (response) {
      if (!response.ok) {
        throw new Error('token ' + response.status);
      }
      return response.json();
    });
  }

  function styleOptions() {
    var night = dark.matches;
    return {
      accent: night ? '#8ec5ff' : '#0b5394',
      backgroundColor: night ? '#1b1b1b' : '#ffffff',
      subtle: night ? '#b0b0b0' : '#595959',
      primaryFont: 'system-ui, sans-serif',
      bubbleBackground: night ? '#2a2a2a' : '#f3f3f3',
      bubbleTextColor: night ? '#ececec' : '#1b1b1b',
      bubbleBorderColor: night ? '#4a4a4a' : '#e2e2e2',
      bubbleBorderRadius: 8,
      bubbleMaxWidth: 720,
      bubbleFromUserBackground: night ? '#123a5c' : '#e3f0fb',
      bubbleFromUserTextColor: night ? '#ececec' : '#1b1b1b',
      bubbleFromUserBorderColor: night ? '#123a5c' : '#e3f0fb',
      bubbleFromUserBorderRadius: 8,
      sendBoxBackground: night ? '#2a2a2a' : '#ffffff',
      sendBoxTextColor: night ? '#ececec' : '#1b1b1b',
      sendBoxPlaceholderColor: night ? '#b0b0b0' : '#595959',
      sendBoxButtonColor: night ? '#8ec5ff' : '#0b5394',
      sendBoxBorderTop: '1px solid ' + (night ? '#4a4a4a' : '#d4d4d4'),
      suggestedActionLayout: 'flow',
      suggestedActionBackgroundColor: night ? '#1b1b1b' : '#ffffff',
      suggestedActionTextColor: night ? '#8ec5ff' : '#0b5394',
      suggestedActionBorderColor: night ? '#4a4a4a' : '#d4d4d4',
      suggestedActionBorderRadius: 8,
      suggestedActionBorderWidth: 1,
      timestampColor: night ? '#b0b0b0' : '#595959',
      transcriptActivityVisualKeyboardIndicatorColor: night ? '#8ec5ff' : '#0b5394',
      hideUploadButton: true,
      botAvatarInitials: 'NB',
      avatarSize: 32,
      botAvatarBackgroundColor: night ? '#123a5c' : '#0b5394'
    };
  }

  function start(conversation) {
    var directLine = window.WebChat.createDirectLine({ token: conversation.token, domain: location.origin + '/v3/directline' });
    var store = window.WebChat.createStore({}, function () {
      return function (next) {
        return function (action) {
          if (action.type === 'DIRECT_LINE/INCOMING_ACTIVITY' && action.payload.activity.type === 'message' && action.payload.activity.from.role === 'user') {
            examples.hidden = true;
          }
          return next(action);
        };
      };
    });

    function render() {
      window.WebChat.renderWebChat({ directLine: directLine, store: store, locale: 'en-US', nonce: nonce, styleOptions: styleOptions() }, document.getElementById('chat'));
    }

    examples.addEventListener('click', function (event) {
      if (event.target instanceof HTMLButtonElement) {
        store.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { text: event.target.textContent } });
      }
    });
    dark.addEventListener('change', render);
    render();
  }

  document.getElementById('fresh').addEventListener('click', function () {
    askForToken(true).then(function () { location.reload(); }, function () { say('A new conversation cannot be begun at the moment. Please try again in a minute.'); });
  });

  askForToken(false).then(start, function () {
    say('The conversation cannot be begun at the moment. Please load the page again in a minute.');
  });
}());
