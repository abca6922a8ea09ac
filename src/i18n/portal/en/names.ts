/** What a name can be misread as. `example`: a name that will do. */
export const nameProblems = (example: string) => ({
  link: `This name reads as a link. Take the web address out, or put a space after the full stop, for example ${example}.`,
  address: `This name reads as an e-mail address. Enter it without “@”, for example ${example}.`,
  phone: `This name reads as a telephone number. Take the number out, for example ${example}.`,
  platform: `This name reads as the name of our service. Enter your own, for example ${example}.`,
  alphabets: `This name mixes the letters of two alphabets. Enter it in one of them, for example ${example}.`,
})
