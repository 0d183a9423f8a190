// The conversation of this page: Web Chat over the bot's own Direct Line.
(function () {
  'use strict';

  var nonce = document.currentScript.nonce;
  var notice = document.getElementById('notice');
  var examples = document.getElementById('examples');
  var dark = window.matchMedia('(prefers-color-scheme: dark)');
  var expired = 3, failed = 4, ended = 5; // as Web Chat's connection counts its states
  var patience = 5000;

  function say(text) {
    notice.textContent = text;
    notice.hidden = !text;
  }

  // Whether something was asked already is known before the conversation has come, so that nothing jumps.
  function remember(asked) {
    examples.hidden = asked || !examples.querySelector('button');
    try {
      sessionStorage.setItem('asked', asked ? 'yes' : '');
    } catch (denied) {
      // Then it jumps.
    }
  }

  function isRemembered() {
    try {
      return sessionStorage.getItem('asked') === 'yes';
    } catch (denied) {
      return false;
    }
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
    var colours = getComputedStyle(document.documentElement);
    function of(name) {
      return colours.getPropertyValue('--' + name).trim();
    }
    return {
      accent: of('accent'),
      backgroundColor: of('paper'),
      subtle: of('soft'),
      primaryFont: of('sans'),
      bubbleBackground: of('card'),
      bubbleTextColor: of('ink'),
      bubbleBorderColor: of('line'),
      bubbleBorderRadius: 14,
      bubbleMaxWidth: 760,
      bubbleFromUserBackground: of('tint'),
      bubbleFromUserTextColor: of('ink'),
      bubbleFromUserBorderColor: of('tint'),
      bubbleFromUserBorderRadius: 14,
      paddingRegular: 14,
      sendBoxHeight: 50,
      sendBoxBackground: of('card'),
      sendBoxTextColor: of('ink'),
      sendBoxPlaceholderColor: of('soft'),
      sendBoxButtonColor: of('accent'),
      suggestedActionLayout: 'flow',
      suggestedActionHeight: 36,
      suggestedActionBackgroundColor: of('card'),
      suggestedActionTextColor: of('accent'),
      suggestedActionBorderColor: of('line'),
      suggestedActionBorderRadius: 18,
      suggestedActionBorderWidth: 1,
      timestampColor: of('soft'),
      transcriptActivityVisualKeyboardIndicatorColor: of('accent'),
      hideUploadButton: true
    };
  }

  // While the page shows questions itself, the bot's own suggestions would only say them again.
  function withoutSuggestions(action) {
    return Object.assign({}, action, { payload: Object.assign({}, action.payload, {
      activity: Object.assign({}, action.payload.activity, { suggestedActions: undefined })
    }) });
  }

  // Web Chat takes its sign of typing away with the first words of an answer that comes little by little; here it stays until the message is whole.
  function untilWhole() {
    return function (next) {
      return function (indicator) {
        var isWriting = Object.values(indicator.typing).some(function (typing) {
          return typing.role !== 'user' && typing.type === 'livestream';
        });
        return next(Object.assign({}, indicator, { visible: indicator.visible || isWriting }));
      };
    };
  }

  function connect(conversation) {
    var directLine = window.WebChat.createDirectLine({ token: conversation.token, domain: location.origin + '/v3/directline' });
    var store = window.WebChat.createStore({}, function () {
      return function (next) {
        return function (action) {
          if (action.type !== 'DIRECT_LINE/INCOMING_ACTIVITY') {
            return next(action);
          }
          if (action.payload.activity.type === 'message' && action.payload.activity.from.role === 'user') {
            remember(true);
          }
          return next(examples.hidden ? action : withoutSuggestions(action));
        };
      };
    });

    function render() {
      window.WebChat.renderWebChat({
        directLine: directLine,
        store: store,
        locale: 'en-US',
        nonce: nonce,
        styleOptions: styleOptions(),
        typingIndicatorMiddleware: untilWhole,
        overrideLocalizedStrings: {
          TEXT_INPUT_PLACEHOLDER: 'Ask about the news',
          TEXT_INPUT_ALT: 'Your question',
          TYPING_INDICATOR_ALT: 'The answer is being written'
        }
      }, document.getElementById('chat'));
    }

    function ask(event) {
      var button = event.target.closest('button');
      if (button) {
        store.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { text: button.textContent } });
        document.querySelector('[data-id="webchat-sendbox-input"]').focus();
      }
    }

    // A token expires while a laptop sleeps, and a server may forget; the cookie then leads back to the conversation, or to a new one.
    var watching = directLine.connectionStatus$.subscribe(function (status) {
      if (status === expired || status === failed || status === ended) {
        setTimeout(function () {
          watching.unsubscribe();
          examples.removeEventListener('click', ask);
          dark.removeEventListener('change', render);
          directLine.end();
          start();
        }, patience);
      }
    });
    examples.addEventListener('click', ask);
    dark.addEventListener('change', render);
    render();
  }

  function start() {
    askForToken(false).then(function (conversation) {
      say('');
      connect(conversation);
    }, function () {
      say('The news bot cannot be reached at the moment. This page goes on trying.');
      setTimeout(start, patience);
    });
  }

  document.getElementById('fresh').addEventListener('click', function () {
    askForToken(true).then(function () {
      remember(false);
      location.reload();
    }, function () {
      say('A new conversation cannot be begun at the moment. Please try again in a minute.');
    });
  });

  remember(isRemembered());
  start();
}());
