/** Hands a file to whoever sits here, under this name. */
export const saveFile = (name: string, content: Blob): void => {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the file up once the press is over.
  setTimeout(() => URL.revokeObjectURL(address), 0);
};
