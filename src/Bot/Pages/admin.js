// The admin's page. All that comes from stories, readers and files is hostile: it is only ever set as text.
(function () {
  'use strict';

  var api = '/admin/api';
  var session = null;
  var runs = new Map();
  var watching = null;
  var announced = new Map();
  var shown = { runs: 5, changes: 10 };

  function $(id) {
    return document.getElementById(id);
  }

  // --- Elements ---

  function el(name, properties, children) {
    var element = document.createElement(name);
    Object.entries(properties || {}).forEach(function (entry) {
      if (entry[0] === 'class') {
        element.className = entry[1];
      } else if (entry[0].startsWith('aria-')) {
        element.setAttribute(entry[0], entry[1]);
      } else {
        element[entry[0]] = entry[1];
      }
    });
    [].concat(children || []).forEach(function (child) {
      if (child !== null && child !== undefined) {
        element.append(child);
      }
    });
    return element;
  }

  function svg(name, attributes, text) {
    var element = document.createElementNS('http://www.w3.org/2000/svg', name);
    Object.entries(attributes).forEach(function (entry) {
      element.setAttribute(entry[0], entry[1]);
    });
    if (text) {
      element.textContent = text;
    }
    return element;
  }

  function button(text, action, style) {
    return el('button', { type: 'button', class: style || 'small', textContent: text, onclick: action });
  }

  // An address of a story may be anything; only those of the web are links.
  function link(text, address) {
    return /^(https?:\/\/|\/(?!\/))/.test(address || '') ? el('a', { href: address, rel: 'noreferrer', textContent: text }) : text;
  }

  function list(target, items, draw, nothing) {
    target.replaceChildren.apply(target, items.length ? items.map(draw) : [el('li', { class: 'soft', textContent: nothing })]);
  }

  function number(value) {
    return value.toLocaleString('en-GB');
  }

  function plural(count, one, many) {
    return number(count) + ' ' + (count === 1 ? one : many);
  }

  function when(moment) {
    return moment ? new Date(moment).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' }) : 'never';
  }

  // The day at the place of publication: many stories give no more than that.
  function day(date) {
    return date ? new Date(date.slice(0, 10)).toLocaleDateString('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }) : null;
  }

  function duration(seconds) {
    return seconds < 90 ? Math.max(1, Math.round(seconds)) + ' s' : seconds < 5400 ? Math.round(seconds / 60) + ' min' : (seconds / 3600).toFixed(1) + ' h';
  }

  // --- Saying ---

  function announce(text) {
    $('live').textContent = text;
  }

  function say(text) {
    $('notice').textContent = text || '';
    $('notice').hidden = !text;
  }

  function failed(error) {
    say(error.message);
  }

  // What is done now is told where it is read out, and what was wrong before is taken away.
  function doing(work) {
    say('');
    return work().catch(failed);
  }

  // --- The server ---

  function ask(method, path, body, type) {
    var headers = {};
    if (method !== 'GET') {
      headers['X-Antiforgery-Token'] = session.antiforgeryToken;
      if (body !== undefined) {
        headers['Content-Type'] = type || 'application/json';
      }
    }
    return fetch(api + path, { method: method, headers: headers, body: body === undefined || type ? body : JSON.stringify(body), credentials: 'same-origin' }).then(function (response) {
      if (response.ok) {
        return response.status === 204 ? null : response.json();
      }
      return response.json().catch(function () {
        return {};
      }).then(function (problem) {
        var error = new Error(problem.detail || problem.title || 'That did not work (' + response.status + ').');
        error.status = response.status;
        if (response.status === 401 && session && session.isSignedIn) {
          begin();
        }
        throw error;
      });
    }, function () {
      throw new Error('The news bot cannot be reached at the moment; please try again.');
    });
  }

  // --- Signing in ---

  function begin() {
    if (watching) {
      watching.close();
      watching = null;
    }
    return ask('GET', '/session').then(function (state) {
      session = state;
      $('sign-in').hidden = state.isSignedIn;
      $('desk').hidden = !state.isSignedIn;
      $('sign-out').hidden = !(state.isSignedIn && (state.takesKey || state.takesTokens));
      $('who').hidden = !state.isSignedIn;
      $('who').textContent = state.isSignedIn ? state.name : '';
      $('key-field').hidden = !state.takesKey;
      $('name-field').hidden = !state.takesKey;
      $('token-field').hidden = !state.takesTokens;
      if (state.isSignedIn) {
        open();
      } else {
        (state.takesKey ? $('key') : $('token')).focus();
      }
    }).catch(failed);
  }

  $('sign-in-form').addEventListener('submit', function (event) {
    event.preventDefault();
    doing(function () {
      return ask('POST', '/session', { key: $('key').value || null, token: $('token').value || null, name: $('name').value || null }).then(function () {
        $('key').value = $('token').value = '';
        return begin();
      });
    });
  });

  $('sign-out').addEventListener('click', function () {
    doing(function () {
      return ask('DELETE', '/session').then(function () {
        location.reload();
      });
    });
  });

  function open() {
    watch();
    showSources();
    showHistory();
    showFeeds();
    showStatistics();
    showQuestions();
    showRetractions();
    showLog();
    find();
  }

  // --- Asking whether something is meant ---

  function confirmed(question) {
    var dialog = $('confirm');
    $('confirm-title').textContent = question.title;
    $('confirm-text').textContent = question.text;
    $('confirm-yes').textContent = question.yes;
    $('confirm-reason-field').hidden = !question.reason;
    $('confirm-reason').required = !!question.reason;
    $('confirm-reason').value = '';
    $('confirm-option-field').hidden = !question.option;
    $('confirm-option-text').textContent = question.option || '';
    $('confirm-option').checked = false;
    dialog.returnValue = 'no';
    dialog.showModal();
    return new Promise(function (resolve) {
      dialog.addEventListener('close', function () {
        resolve(dialog.returnValue === 'yes' ? { reason: $('confirm-reason').value, option: $('confirm-option').checked } : null);
      }, { once: true });
    });
  }

  // --- Adding stories ---

  var known = { roots: [], uploads: '', uploaded: 0, feeds: [] };

  function showSources() {
    return ask('GET', '/sources').then(function (sources) {
      known = sources;
      $('roots').replaceChildren(sources.roots.length ? 'Folders: ' : 'No folder is named in Admin:Roots; addresses and files that you drop can be indexed.');
      sources.roots.concat(sources.uploaded ? [sources.uploads] : []).forEach(function (root) {
        $('roots').append(button(root, function () {
          addSource(root);
        }), ' ');
      });
    }).catch(failed);
  }

  function addSource(source) {
    var lines = linesOf($('sources').value);
    $('sources').value = lines.concat(lines.includes(source) ? [] : [source]).join('\n');
    $('sources').focus();
  }

  function linesOf(text) {
    return text.split('\n').map(function (line) {
      return line.trim();
    }).filter(Boolean);
  }

  function start(request) {
    return ask('POST', '/runs', request).then(function (run) {
      announce('Run ' + run.id + ' waits for its turn.');
      note(run);
      showLog();
    });
  }

  $('add-form').addEventListener('submit', function (event) {
    event.preventDefault();
    doing(function () {
      return start({ kind: 'index', sources: linesOf($('sources').value), prunes: $('prunes').checked });
    });
  });

  $('rebuild').addEventListener('click', function () {
    if (!linesOf($('sources').value).length) {
      $('sources').value = known.roots.concat(known.uploaded ? [known.uploads] : [], known.feeds).join('\n');
    }
    var sources = linesOf($('sources').value);
    doing(function () {
      if (!sources.length) {
        throw new Error('Name the folders, files and addresses that the new index is made of.');
      }
      return confirmed({
        title: 'Rebuild the index?',
        text: 'A new index is made of these alone:\n' + sources.join('\n') + '\nThe one that serves goes on until the new one is checked, which then takes its place from one moment to the next. '
          + 'Stories from elsewhere are not in it. “Roll back” undoes it.',
        option: 'It may hold far fewer stories than now',
        yes: 'Rebuild'
      }).then(function (answer) {
        return answer && start({ kind: 'rebuild', sources: sources, allowsFewer: answer.option });
      });
    });
  });

  $('roll-back').addEventListener('click', function () {
    doing(function () {
      return confirmed({
        title: 'Roll back to the index before the last rebuild?',
        text: 'From one moment to the next, answers come from the index that served before. What was added since the rebuild is not in it; what was retracted stays out. Rolling back once more takes it back.',
        yes: 'Roll back'
      }).then(function (answer) {
        return answer && ask('POST', '/rollback').then(function (result) {
          announce('The index before the last rebuild serves again: ' + plural(result.articles, 'story', 'stories') + '.');
          changed();
        });
      });
    });
  });

  async function upload(files) {
    var sources = [];
    var refused = [];
    for (var file of files) {
      announce('Sending ' + file.name);
      try {
        sources.push((await send(file, false)).source);
      } catch (error) {
        if (error.status === 409) {
          var answer = await confirmed({ title: 'Replace the file?', text: error.message + '\nThe story of that file is updated with what this one says.', yes: 'Replace' });
          if (answer) {
            sources.push((await send(file, true)).source);
          }
        } else if (error.status === 401) {
          throw error;
        } else {
          refused.push(file.name + ': ' + error.message);
        }
      }
    }
    if (sources.length) {
      await start({ kind: 'index', sources: sources });
      showSources();
    }
    if (refused.length) {
      throw new Error(refused.join(' '));
    }
  }

  function send(file, replace) {
    return ask('POST', '/uploads?name=' + encodeURIComponent(file.name) + (replace ? '&replace=true' : ''), file, 'application/octet-stream');
  }

  $('files').addEventListener('change', function () {
    var files = Array.from($('files').files);
    doing(function () {
      return upload(files).finally(function () {
        $('files').value = '';
      });
    });
  });

  ['dragenter', 'dragover', 'dragleave', 'drop'].forEach(function (kind) {
    $('drop').addEventListener(kind, function (event) {
      event.preventDefault();
      $('drop').classList.toggle('over', kind === 'dragenter' || kind === 'dragover');
      if (kind === 'drop') {
        var files = Array.from(event.dataTransfer.files);
        doing(function () {
          return upload(files);
        });
      }
    });
  });

  // --- Runs ---

  function isOver(run) {
    return run.state === 'done' || run.state === 'failed' || run.state === 'cancelled';
  }

  function watch() {
    watching = new EventSource(api + '/runs/events');
    watching.addEventListener('run', function (event) {
      note(JSON.parse(event.data));
    });
    watching.addEventListener('error', function () {
      // The browser comes back by itself, unless the server refused: then somebody has to sign in again.
      if (watching && watching.readyState === EventSource.CLOSED) {
        setTimeout(begin, 3000);
      }
    });
  }

  function note(run) {
    var before = runs.get(run.id);
    runs.set(run.id, run);
    showCurrent();
    tell(before, run);
    if (before && !isOver(before) && isOver(run)) {
      changed();
    }
  }

  // Whoever cannot see the bar hears of its quarters, and of the end.
  function tell(before, run) {
    var quarter = run.total ? Math.floor(4 * run.done / run.total) : 0;
    if (before && before.state !== run.state) {
      announce('Run ' + run.id + ' is ' + run.state + (isOver(run) ? ': ' + outcome(run) : '') + '.');
    } else if (run.state === 'running' && quarter > (announced.get(run.id) || 0) && quarter < 4) {
      announce('Run ' + run.id + ': ' + number(run.done) + ' of ' + plural(run.total, 'story', 'stories') + ' done.');
    }
    announced.set(run.id, quarter);
  }

  function outcome(run) {
    if (run.fault) {
      return run.fault;
    }
    var counts = run.counts;
    var parts = [['added', counts.added], ['updated', counts.updated], ['unchanged', counts.unchanged], ['copies', counts.copies], ['removed', counts.removed], ['failed', counts.failed]]
      .filter(function (part) {
        return part[1] > 0;
      }).map(function (part) {
        return part[0] + ' ' + number(part[1]);
      });
    return parts.length ? parts.join(', ') : run.kind === 'rollback' ? 'the index before the last rebuild serves' : 'nothing to do';
  }

  function titleOf(run) {
    return '#' + run.id + ' ' + run.kind + ' · ' + run.state;
  }

  function control(run, what) {
    return button(what[0].toUpperCase() + what.slice(1), function () {
      doing(function () {
        return ask('POST', '/runs/' + run.id + '/' + what).then(showLog);
      });
    });
  }

  // A bar that is there already only moves on, so that a button keeps its focus.
  function showCurrent() {
    var open = Array.from(runs.values()).filter(function (run) {
      return !isOver(run);
    });
    var place = $('current');
    Array.from(place.children).forEach(function (card) {
      if (!open.some(function (run) {
        return card.id === 'run-' + run.id && card.dataset.state === run.state;
      })) {
        card.remove();
      }
    });
    open.forEach(function (run) {
      var card = $('run-' + run.id) || place.appendChild(draw(run));
      var bar = card.querySelector('progress');
      if (run.total > 0) {
        bar.max = run.total;
        bar.value = run.done;
      }
      card.querySelector('.pace').textContent = (run.total ? number(run.done) + ' of ' + plural(run.total, 'story', 'stories') : 'Counting the stories…')
        + (run.articlesPerSecond ? ' · ' + (run.articlesPerSecond < 10 ? run.articlesPerSecond.toFixed(1) : number(Math.round(run.articlesPerSecond))) + ' a second' : '')
        + (run.secondsLeft !== null && run.secondsLeft !== undefined ? ' · ' + duration(run.secondsLeft) + ' left' : '')
        + (run.counts.failed ? ' · ' + number(run.counts.failed) + ' failed' : '');
    });

    function draw(run) {
      var card = el('div', { class: 'run', id: 'run-' + run.id }, [
        el('p', {}, [el('strong', { textContent: titleOf(run) })]),
        el('p', { class: 'soft', textContent: run.sources.join(', ') }),
        el('progress', { 'aria-label': 'Progress of run ' + run.id }),
        el('p', { class: 'pace' }),
        el('p', { class: 'row' }, [control(run, run.state === 'running' || run.state === 'waiting' ? 'pause' : 'resume'), control(run, 'cancel')])
      ]);
      card.dataset.state = run.state;
      return card;
    }
  }

  function showHistory() {
    return ask('GET', '/runs?count=' + shown.runs).then(function (latest) {
      $('older-runs').hidden = latest.length < shown.runs;
      latest.forEach(function (run) {
        runs.set(run.id, run);
      });
      showCurrent();
      list($('history'), latest.filter(isOver), function (run) {
        var state = el('strong', { class: run.state === 'failed' ? 'bad' : '', textContent: titleOf(run) });
        return el('li', {}, [
          el('p', {}, [state, ' ', el('span', { textContent: outcome(run) })]),
          el('p', { class: 'soft', textContent: when(run.finishedAt) + ' · ' + run.startedBy + (run.counts.seconds ? ' · ' + duration(run.counts.seconds) : '') }),
          run.state === 'failed' && ['index', 'rebuild', 'feeds'].includes(run.kind) ? el('p', {}, [control(run, 'resume')]) : null,
          problems(run)
        ]);
      }, 'No run yet.');
    }).catch(failed);
  }

  function problems(run) {
    var items = el('ul');
    var details = el('details', {}, [el('summary', { textContent: 'Problems of run ' + run.id }), items]);
    details.addEventListener('toggle', function () {
      if (details.open) {
        ask('GET', '/runs/' + run.id + '/problems').then(function (found) {
          list(items, found, function (problem) {
            return el('li', {}, [el('strong', { textContent: problem.location }), ': ' + problem.text]);
          }, 'Nothing was.');
        }).catch(failed);
      }
    });
    return details;
  }

  // What any change may have an effect on.
  function changed() {
    showHistory();
    showStatistics();
    showSources();
    showFeeds();
    showRetractions();
    showLog();
    find();
  }

  // --- Feeds ---

  function showFeeds() {
    return ask('GET', '/feeds').then(function (feeds) {
      list($('feed-list'), feeds, function (feed) {
        return el('li', {}, [
          el('p', {}, [el('strong', { textContent: feed.outlet || feed.url })]),
          feed.outlet ? el('p', { class: 'soft', textContent: feed.url }) : null,
          feed.warning ? el('p', { class: 'warn', textContent: '⚠ ' + feed.warning }) : null,
          el('p', { class: 'soft', textContent: 'Read ' + when(feed.lastSucceeded) + ' · new story ' + when(feed.lastNewStory) + ' · every ' + duration(feed.everySeconds) + (feed.nextAt ? ' · next ' + when(feed.nextAt) : '') }),
          button('Read now', function () {
            doing(function () {
              return ask('POST', '/feeds/poll', { url: feed.url }).then(function () {
                announce('The feed is read now.');
                showLog();
              });
            });
          })
        ]);
      }, 'No feed is named in the setting Feeds.');
    }).catch(failed);
  }

  // --- Stories ---

  // Answers may come in another order than the questions went: only the last search's is shown.
  var searches = 0;

  function find() {
    var search = ++searches;
    return ask('GET', '/stories?count=8&text=' + encodeURIComponent($('search').value)).then(function (result) {
      if (search !== searches) {
        return;
      }

      list($('found'), result.stories, function (story) {
        return el('li', {}, [
          el('button', { type: 'button', class: 'link', textContent: story.title, onclick: function () {
            doing(function () {
              return showStory(story.id);
            });
          } }),
          el('p', { class: 'soft', textContent: [story.source, day(story.published), story.isRetracted ? 'retracted' : null, story.id].filter(Boolean).join(' · ') })
        ]);
      }, 'No story has these words, this id or this address.');
    }).catch(failed);
  }

  $('search-form').addEventListener('submit', function (event) {
    event.preventDefault();
    doing(find);
  });

  function showStory(id) {
    return ask('GET', '/story?id=' + encodeURIComponent(id)).then(function (detail) {
      var story = detail.story;
      var actions = detail.retraction
        ? [detail.retraction.copyOf ? null : button('Lift the retraction…', function () {
          change(story, '/stories/lift', {
            title: 'Lift the retraction?',
            text: '“' + story.title + '” is back in the answers at once, as it stood when it was retracted.',
            yes: 'Lift'
          });
        })]
        : [
          button('Remove…', function () {
            change(story, '/stories/remove', {
              title: 'Remove the story?',
              text: '“' + story.title + '” is gone from every answer at once, and whoever was given an answer from it is told. It comes back when its file or address is indexed again: retract it to keep it out.',
              yes: 'Remove'
            });
          }),
          button('Retract…', function () {
            change(story, '/stories/retract', {
              title: 'Retract the story?',
              text: '“' + story.title + '” is gone from every answer at once, with what other outlets printed of the same report, and is not indexed again until this is lifted. Its page says that it was retracted, when and why; '
                + 'whoever was given an answer from it is told.',
              reason: true,
              yes: 'Retract'
            });
          })
        ];
      $('story').replaceChildren.apply($('story'), [
        el('h3', { textContent: story.title }),
        el('p', { class: 'soft', textContent: [story.source, detail.author, day(story.published), detail.language, detail.isCorrected ? 'corrected' : null, story.id].filter(Boolean).join(' · ') }),
        el('p', { class: 'row' }, [link('Its page', story.page), story.url ? link('The original', story.url) : null].concat(actions)),
        detail.retraction ? el('p', { class: 'warn', textContent: 'Retracted ' + when(detail.retraction.at) + ': ' + detail.retraction.reason }) : null,
        detail.copies.length ? el('p', { textContent: 'Also printed by ' + detail.copies.join(', ') + '.' }) : null,
        section(plural(detail.sentences.length, 'sentence', 'sentences'), detail.sentences.map(function (sentence) {
          return el('li', { textContent: sentence });
        }), true, 'Sentences'),
        section(plural(detail.statements.length, 'statement', 'statements'), detail.statements.map(function (statement) {
          return el('li', {}, [el('strong', { textContent: statement.speaker || 'Somebody' }), ' (' + statement.type + (statement.isDenied ? ', denied' : '') + '): ' + statement.content]);
        }), false, 'Statements'),
        section(plural(detail.changes.length, 'change', 'changes'), detail.changes.map(function (one) {
          return el('li', {}, [el('del', { textContent: one.before }), ' ', one.after ? el('ins', { textContent: one.after }) : null]);
        }), false, 'Changes')
      ].filter(Boolean));
      $('story').hidden = false;
      $('story').focus();
    });
  }

  function section(title, items, isOpen, name) {
    return items.length ? el('details', { open: isOpen }, [el('summary', { textContent: title }), el('ol', { tabIndex: 0, 'aria-label': name }, items)]) : null;
  }

  function change(story, path, question) {
    doing(function () {
      return confirmed(question).then(function (answer) {
        return answer && ask('POST', path, question.reason ? { id: story.id, reason: answer.reason } : { id: story.id }).then(function () {
          announce('Done: ' + question.yes.toLowerCase() + ', ' + story.title);
          $('story').hidden = true;
          $('search').focus();
          changed();
        });
      });
    });
  }

  function showRetractions() {
    return ask('GET', '/retractions').then(function (retracted) {
      list($('retractions'), retracted, function (story) {
        return el('li', {}, [
          el('button', { type: 'button', class: 'link', textContent: story.title, onclick: function () {
            doing(function () {
              return showStory(story.id);
            });
          } }),
          el('p', { class: 'soft', textContent: when(story.at) + ' · ' + story.reason + (story.copyOf ? ' · copy of ' + story.copyOf : '') })
        ]);
      }, 'None.');
    }).catch(failed);
  }

  // --- Statistics ---

  function showStatistics() {
    return ask('GET', '/statistics?days=' + $('days').value).then(function (statistics) {
      $('tagline').textContent = plural(statistics.articles, 'story', 'stories') + (statistics.newest ? ', the newest of ' + day(statistics.newest) : '');
      $('until').textContent = statistics.lastDay ? 'up to ' + day(statistics.lastDay) + ', the day of the newest story' : '';
      $('by-day').replaceChildren(chart(statistics));
      var most = Math.max.apply(null, statistics.outlets.map(function (outlet) {
        return outlet.articles;
      }).concat([1]));
      list($('by-outlet'), statistics.outlets.slice(0, 15), function (outlet) {
        var bar = svg('svg', { viewBox: '0 0 100 8', preserveAspectRatio: 'none', class: 'chart', 'aria-hidden': 'true' });
        bar.append(svg('rect', { width: 100 * outlet.articles / most, height: 8, rx: 1 }));
        return el('li', {}, [el('span', { textContent: outlet.outlet }), bar, el('span', { textContent: number(outlet.articles) })]);
      }, 'No story names its outlet.');
      $('totals').replaceChildren();
      [['Sentences', number(statistics.sentences)], ['Statements', number(statistics.statements)], ['Published', statistics.oldest ? day(statistics.oldest) + ' to ' + day(statistics.newest) : '–'],
        ['Last change', when(statistics.lastChange)], ['Store', statistics.store], ['Embedder', statistics.embedder]].forEach(function (row) {
        $('totals').append(el('dt', { textContent: row[0] }), el('dd', { textContent: row[1] }));
      });
    }).catch(failed);
  }

  // A bar for each day of the range, also for those without a story.
  function chart(statistics) {
    // As wide as its place, so that its letters are as large as others.
    var wide = Math.max(240, $('by-day').clientWidth), high = 150, left = 30, base = 128;
    var drawing = svg('svg', { viewBox: '0 0 ' + wide + ' ' + high, class: 'chart', role: 'img' });
    if (!statistics.lastDay) {
      return el('p', { class: 'soft', textContent: 'No story has a date yet.' });
    }
    var dayLong = 24 * 60 * 60 * 1000;
    var first = Date.parse(statistics.firstDay);
    var count = Math.round((Date.parse(statistics.lastDay) - first) / dayLong) + 1;
    var most = Math.max.apply(null, statistics.days.map(function (one) {
      return one.articles;
    }).concat([1]));
    var sum = statistics.days.reduce(function (total, one) {
      return total + one.articles;
    }, 0);
    var step = (wide - left) / count;
    drawing.setAttribute('aria-label', plural(sum, 'story', 'stories') + ' from ' + day(statistics.firstDay) + ' to ' + day(statistics.lastDay) + ', at most ' + number(most) + ' on a day');
    statistics.days.forEach(function (one) {
      var height = Math.max(2, (base - 12) * one.articles / most);
      var bar = svg('rect', { x: left + step * Math.round((Date.parse(one.day) - first) / dayLong) + step * 0.1, y: base - height, width: step * 0.8, height: height, rx: Math.min(2, step * 0.2) });
      bar.append(svg('title', {}, day(one.day) + ': ' + number(one.articles)));
      drawing.append(bar);
    });
    drawing.append(
      svg('line', { x1: left, x2: wide, y1: base + 0.5, y2: base + 0.5 }),
      svg('text', { x: 0, y: 18 }, number(most)),
      svg('text', { x: 0, y: base }, '0'),
      svg('text', { x: left, y: high - 6 }, day(statistics.firstDay)),
      svg('text', { x: wide, y: high - 6, 'text-anchor': 'end' }, day(statistics.lastDay)));
    return drawing;
  }

  $('days').addEventListener('change', function () {
    doing(showStatistics);
  });

  // --- Questions and log ---

  function showQuestions() {
    return ask('GET', '/questions?count=25').then(function (questions) {
      list($('unanswered'), questions.unanswered, function (question) {
        return el('li', {}, [el('p', { textContent: question.question }), el('p', { class: 'soft', textContent: (question.times > 1 ? number(question.times) + ' times · ' : '') + when(question.lastAskedAt) })]);
      }, 'Nothing lately.');
      $('votes').textContent = '(' + number(questions.feedback.good) + ' good, ' + number(questions.feedback.bad) + ' bad)';
      list($('complaints'), questions.complaints, function (complaint) {
        return el('li', {}, [
          el('p', {}, [el('strong', { textContent: complaint.question })]),
          complaint.text ? el('p', { textContent: '“' + complaint.text + '”' }) : null,
          complaint.answer ? el('details', {}, [el('summary', { textContent: 'The answer' }), el('p', { textContent: complaint.answer })]) : null,
          el('p', { class: 'soft', textContent: when(complaint.at) })
        ]);
      }, 'None lately.');
    }).catch(failed);
  }

  function showLog() {
    return ask('GET', '/audit?count=' + shown.changes).then(function (entries) {
      $('older-changes').hidden = entries.length < shown.changes;
      list($('audit'), entries, function (entry) {
        return el('li', {}, [
          el('p', {}, [el('strong', { textContent: entry.what }), entry.target ? ' ' + entry.target : null]),
          entry.detail ? el('p', { textContent: entry.detail }) : null,
          el('p', { class: 'soft', textContent: when(entry.at) + ' · ' + entry.who })
        ]);
      }, 'No change yet.');
    }).catch(failed);
  }

  $('older-runs').addEventListener('click', function () {
    shown.runs *= 3;
    doing(showHistory);
  });

  $('older-changes').addEventListener('click', function () {
    shown.changes *= 3;
    doing(showLog);
  });

  begin();
}());
