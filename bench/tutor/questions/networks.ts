import type { EvaluationQuestion } from '../evaluation-question.js';

/** Questions about documents/networks.md; those without evidence are not answered there. */
export const networks: EvaluationQuestion[] = [
  {
    id: 'net-01',
    question: "Why aren't phone-style circuits a good fit for computers?",
    evidence: [{ page: 1, holds: ['such circuit switching was a waste'] }],
  },
  {
    id: 'net-02',
    question: 'What was the very first thing sent over the ARPANET?',
    evidence: [{ page: 1, holds: ['The first message was meant to be the word login'] }],
  },
  {
    id: 'net-03',
    question: 'What does the transport layer take care of?',
    evidence: [{ page: 1, holds: ['The transport layer connects programs rather than machines'] }],
  },
  {
    id: 'net-04',
    question: 'How does a computer find the MAC address that goes with an IP address?',
    evidence: [{ page: 2, holds: ['asks all its neighbours by the protocol ARP'] }],
  },
  {
    id: 'net-05',
    question: 'Should I use 2.4 or 5 GHz, what are the pros and cons?',
    evidence: [{ page: 2, holds: ['The band at 2.4 gigahertz reaches farther', 'The band at 5 gigahertz is faster'] }],
  },
  {
    id: 'net-06',
    question: 'Why was a new version of the internet protocol needed?',
    evidence: [
      {
        page: 3,
        holds: ['the last free blocks were handed out'],
      },
    ],
  },
  {
    id: 'net-07',
    question: 'What stops a packet from travelling around the network forever?',
    evidence: [{ page: 3, holds: ['discards the packet at zero', 'a counter called time to live'] }],
  },
  {
    id: 'net-08',
    question: 'How did Pakistan make YouTube unavailable for everybody?',
    evidence: [{ page: 3, holds: ['announced its addresses to the world'] }],
  },
  {
    id: 'net-09',
    question: 'What does TCP do when packets go missing?',
    evidence: [
      { page: 4, holds: ['the sender repeats what is not acknowledged', 'cuts it by half as soon as a packet'] },
    ],
  },
  {
    id: 'net-10',
    question: 'Why do online games use UDP?',
    evidence: [
      { page: 4, holds: ['This is what live speech and games need', 'It neither repeats nor orders anything'] },
    ],
  },
  {
    id: 'net-11',
    question: 'Who invented the World Wide Web?',
    evidence: [{ page: 5, holds: ['The web was invented by Tim Berners-Lee'] }],
  },
  {
    id: 'net-12',
    question: 'What is forward secrecy?',
    evidence: [
      {
        page: 5,
        holds: ['This property is called forward secrecy', "later steals the server's key still cannot read"],
      },
    ],
  },
  {
    id: 'net-13',
    question: 'How do collisions differ between the old shared Ethernet cable and a congested link under TCP?',
    evidence: [
      { page: 2, holds: ['both noticed the collision, stopped and waited'] },
      { page: 4, holds: ['a queue somewhere has overflowed', 'cuts it by half as soon as a packet is lost'] },
    ],
  },
  {
    id: 'net-14',
    question: 'Who coined the word packet, and who designed the domain name system?',
    evidence: [
      { page: 1, holds: ['Davies coined the word packet'] },
      { page: 5, holds: ['designed by Paul Mockapetris in 1983'] },
    ],
  },
  {
    id: 'net-15',
    question: 'Why does Wi-Fi traffic have to be encrypted, and how does TLS encrypt web traffic?',
    evidence: [
      { page: 2, holds: ['Since anyone nearby can listen, the traffic must be encrypted'] },
      {
        page: 5,
        holds: [
          'both sides agree on a secret key for the session',
          'TLS solves this in two steps',
          'shows a certificate',
        ],
      },
    ],
  },
  { id: 'net-u1', question: 'How does Bluetooth pair two devices?', evidence: [] },
  { id: 'net-u2', question: 'Who wrote the first computer virus?', evidence: [] },
  { id: 'net-u3', question: 'How fast is data sent through an optical fibre?', evidence: [] },
  { id: 'net-u4', question: 'When was the first web browser with pictures released?', evidence: [] },
  { id: 'net-u5', question: 'How does RSA generate a public key?', evidence: [] },
  { id: 'net-u6', question: 'Which port does e-mail use?', evidence: [] },
];
